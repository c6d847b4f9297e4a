import { mkdir, open, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { ifThere } from './atomic'

const WAIT_MS = 25
const STALE_MS = 10_000

/** Runs `use` while no other process holds the lock file; a lock older than ten seconds was left by one that died. */
export async function withLock<T>(path: string, use: () => Promise<T>): Promise<T> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  while (!(await take(path))) {
    const left = await ifThere(stat(path))
    if (left && Date.now() - left.mtimeMs > STALE_MS) await rm(path, { force: true })
    else await setTimeout(WAIT_MS)
  }
  try {
    return await use()
  } finally {
    await rm(path, { force: true })
  }
}

async function take(path: string): Promise<boolean> {
  try {
    await (await open(path, 'wx', 0o600)).close()
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}
