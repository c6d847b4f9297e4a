import type { DatasetManifest } from '../../../shared/model/dataset'
import type { FoundFile } from '../../ports/project-files'
import { bold, columns, dim, say, yellow } from './terminal'

const count = (n: number): string => n.toLocaleString('en')

export function printDataset(manifest: DatasetManifest, found: readonly FoundFile[]): void {
  say(`${bold(`${count(manifest.rows)} rows, ${manifest.columns.length} columns`)}  ${dim(`dataset ${manifest.id.slice(0, 16)}`)}`)
  for (const file of manifest.files) {
    say(
      `  ${file.name}: ${count(file.rows)} rows in the file = ${count(file.parsed)} parsed + ${count(file.rejected)} rejected  ${dim(`SHA-256 ${file.sha256}`)}`
    )
    for (const { reason, count: rejected, lines } of file.rejections)
      say(
        yellow(
          `    ${count(rejected)} rejected: ${reason}, ${lines.length === 1 ? 'line' : 'lines'} ${lines.slice(0, 8).join(', ')}${lines.length > 8 ? ' …' : ''}`
        )
      )
  }
  for (const { link, path } of found) if (link !== null) say(`  ${link} → ${path}`)
  say()
  const head = ['column', 'type', 'role', 'missing', 'distinct', 'why'].map(dim)
  say(
    columns([
      head,
      ...manifest.columns.map((c) => [c.name, c.type, c.role, count(c.missing), count(c.distinct), dim(`${c.typeReason}; ${c.roleReason}`)])
    ])
  )
}
