import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { onTestFinished } from 'vitest'

export const root = resolve(import.meta.dirname, '../..')

export type Ran = { status: number | null; out: string; err: string }

/** A folder of its own for one test, gone with it. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'assay-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** The `assay` command as users have it, in a folder with identities of its own. */
export function cliIn(folder: string, options: readonly string[] = [], node = process.execPath): (...args: string[]) => Promise<Ran> {
  const env = { ...process.env, ASSAY_KEYS: join(folder, 'keys'), ASSAY_PASSPHRASE: 'correct horse battery staple' }
  return (...args) =>
    new Promise((done, refuse) => {
      const child = spawn(node, [...options, join(root, 'out/main/cli.cjs'), ...args], {
        cwd: folder,
        env,
        stdio: ['ignore', 'pipe', 'pipe']
      })
      const ran: Ran = { status: null, out: '', err: '' }
      child.stdout.on('data', (text) => (ran.out += String(text)))
      child.stderr.on('data', (text) => (ran.err += String(text)))
      child.on('error', refuse)
      child.on('close', (status) => done({ ...ran, status }))
    })
}
