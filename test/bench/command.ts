import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../..')

export type Measured = { seconds: number; peakBytes: number; status: number | null }

/** Wall clock of one command run in a folder, and the largest resident size of it and its children, sampled from /proc. */
export function measured(folder: string, args: readonly string[]): Promise<Measured> {
  return new Promise((done) => {
    const started = performance.now()
    const env = { ...process.env, ASSAY_KEYS: join(folder, 'keys'), ASSAY_PASSPHRASE: 'correct horse battery staple' }
    const child = spawn(process.execPath, [join(root, 'out/main/cli.cjs'), ...args], {
      cwd: folder,
      env,
      stdio: ['ignore', 'ignore', 'inherit']
    })
    let peakBytes = 0
    const sampler = setInterval(() => (peakBytes = Math.max(peakBytes, residentOfTree(child.pid ?? 0))), 50)
    child.on('close', (status) => {
      clearInterval(sampler)
      done({ seconds: (performance.now() - started) / 1000, peakBytes, status })
    })
  })
}

function residentOfTree(pid: number): number {
  const status = `/proc/${pid}/status`
  if (!existsSync(status)) return 0
  try {
    const own = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(status, 'utf8'))?.[1] ?? 0) * 1024
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(/\s+/).filter(Boolean)
    return own + children.reduce((sum, child) => sum + residentOfTree(Number(child)), 0)
  } catch {
    return 0
  }
}
