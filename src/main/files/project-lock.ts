import { randomUUID } from 'node:crypto'
import { link, mkdir, readFile, rename, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { AssayError } from '../../shared/model/errors'
import { temporaryName } from './temporaries'

/** `started` tells a process from a later one with the same number (Linux; empty elsewhere). */
type Holder = { pid: number; started: string; token: string }

const LOCK = 'lock'
const held = new Set<string>()

/**
 * One process a project. The lock of a process that is gone is taken over. Returns the release.
 * @throws AssayError project/locked
 */
export async function lockProject(project: string): Promise<() => Promise<void>> {
  await mkdir(project, { recursive: true })
  const path = join(project, LOCK)
  const me: Holder = { pid: process.pid, started: (await startOf(process.pid)) ?? '', token: randomUUID() }
  const mine = join(project, temporaryName(LOCK, me.token))
  await writeFile(mine, JSON.stringify(me), { flag: 'wx' })
  try {
    for (let attempt = 0; attempt < 5; attempt++) {
      if (await linked(mine, path)) {
        held.add(me.token)
        return () => release(path, me)
      }
      const holder = await readHolder(path)
      if (holder !== undefined && (await isAlive(holder))) throw new AssayError('project/locked', { project, pid: holder.pid })
      await removeStale(path, holder)
    }
    throw new AssayError('project/locked', { project, pid: (await readHolder(path))?.pid ?? 0 })
  } finally {
    await unlink(mine).catch(() => undefined)
  }
}

/** A hard link either appears whole or not at all. */
async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

/** Two processes may find the same stale lock: what was moved away is put back where it turns out to be another's fresh one. */
async function removeStale(path: string, stale: Holder | undefined): Promise<void> {
  const aside = `${path}.${temporaryName('stale', randomUUID())}`
  try {
    await rename(path, aside)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return
    throw error
  }
  const moved = await readHolder(aside)
  if (moved !== undefined && moved.token !== stale?.token) await linked(aside, path)
  await unlink(aside).catch(() => undefined)
}

async function release(path: string, me: Holder): Promise<void> {
  held.delete(me.token)
  if ((await readHolder(path))?.token === me.token) await unlink(path)
}

async function readHolder(path: string): Promise<Holder | undefined> {
  try {
    const holder = JSON.parse(await readFile(path, 'utf8')) as Partial<Holder>
    return typeof holder.pid === 'number' && typeof holder.token === 'string' ? { pid: holder.pid, token: holder.token, started: String(holder.started ?? '') } : undefined
  } catch {
    return undefined
  }
}

async function isAlive({ pid, started, token }: Holder): Promise<boolean> {
  if (pid === process.pid) return held.has(token)
  try {
    process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
  const now = await startOf(pid)
  return now === undefined || started === '' || now === started
}

/** Field 22 of /proc/<pid>/stat: the start in clock ticks since boot. */
async function startOf(pid: number): Promise<string | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined)
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
}
