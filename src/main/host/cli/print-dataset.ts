import type { DatasetManifest } from '../../../shared/model/dataset'
import type { FoundFile } from '../../ports/project-files'
import { bold, columns, dim, say, yellow } from './terminal'

const count = (n: number): string => n.toLocaleString('en')
const counted = (n: number, one: string): string => `${count(n)} ${one}${n === 1 ? '' : 's'}`

/** How the bytes were read: what the plan's `reading` would change. */
function readingText({ format, delimiter, quote, decimal, header, encoding, missing }: DatasetManifest['reading']): string {
  const shown = (text: string): string => (text === '' ? 'none' : text === '\t' ? 'tab' : text)
  const parts = [
    format,
    encoding,
    delimiter === undefined ? undefined : `delimiter ${shown(delimiter)}`,
    quote === undefined ? undefined : `quote ${shown(quote)}`,
    decimal === undefined ? undefined : `decimal ${decimal}`,
    header === undefined ? undefined : header ? 'header' : 'no header',
    missing === undefined || missing.length === 0 ? undefined : `missing ${missing.map((text) => JSON.stringify(text)).join(' ')}`
  ]
  return parts.filter((part) => part !== undefined).join(', ')
}

/** A quote that is never closed takes all that follows with it. */
const reach = (reason: string): string => (reason === 'unclosed-quote' ? ' to the end of the file' : '')

export function printDataset(manifest: DatasetManifest, found: readonly FoundFile[]): void {
  say(
    `${bold(`${counted(manifest.rows, 'row')}, ${counted(manifest.columns.length, 'column')}`)}  ${dim(`dataset ${manifest.id.slice(0, 16)}`)}`
  )
  for (const file of manifest.files) {
    say(
      `  ${file.name}: ${counted(file.rows, 'row')} in the file = ${count(file.parsed)} parsed + ${count(file.rejected)} rejected  ${dim(`SHA-256 ${file.sha256}`)}`
    )
    for (const { reason, count: rejected, lines } of file.rejections)
      say(
        yellow(
          `    ${count(rejected)} rejected: ${reason.replaceAll('-', ' ')}, ${lines.length === 1 ? 'line' : 'lines'} ${lines.slice(0, 8).join(', ')}${lines.length > 8 ? ' …' : ''}${reach(reason)}`
        )
      )
  }
  say(`  read as ${readingText(manifest.reading)}`)
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
