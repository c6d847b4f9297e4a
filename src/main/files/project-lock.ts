import { randomUUID } from 'node:crypto'
import { link, mkdir, readFile, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { AssayError } from '../../shared/model/errors'
import { temporaryName } from './temporaries'

/** `started` tells a process from a later one with the same number (Linux; empty elsewhere). */
type Holder = { pid: number; started: string; token: string }

const LOCK = 'lock'
const ATTEMPTS = 12
const PAUSE_MS = 4
/** Tokens of locks that this process holds or is about to hold. */
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
  let locked = false
  held.add(me.token)
  try {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (await linked(mine, path)) {
        locked = true
        return () => release(path, me)
      }
      const holder = await readHolder(path)
      if (holder !== undefined && (await isAlive(holder))) throw new AssayError('project/locked', { project, pid: holder.pid })
      await takeOver(path, mine)
      await pause(PAUSE_MS * attempt)
    }
    throw new AssayError('project/locked', { project, pid: (await readHolder(path))?.pid ?? 0 })
  } finally {
    if (!locked) held.delete(me.token)
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

/**
 * Removes the lock of a process that is gone. Only whoever holds the guard may remove a lock, and looks at it again before: else one of two that
 * found the same stale lock would remove the fresh lock of the other.
 */
async function takeOver(path: string, mine: string): Promise<void> {
  const guard = `${path}.takeover`
  if (!(await linked(mine, guard))) {
    const other = await readHolder(guard)
    if (other !== undefined && !(await isRunning(other))) await unlink(guard).catch(() => undefined)
    return
  }
  try {
    const holder = await readHolder(path)
    const stale = holder === undefined ? await isTorn(path) : !(await isAlive(holder))
    if (stale) await unlink(path).catch(() => undefined)
  } finally {
    await unlink(guard)
  }
}

/** Not a lock of ours, which are never torn; false where there is no file (any more). */
async function isTorn(path: string): Promise<boolean> {
  const text = await readFile(path, 'utf8').catch(() => null)
  return text !== null && (await readHolder(path)) === undefined
}

async function release(path: string, me: Holder): Promise<void> {
  held.delete(me.token)
  if ((await readHolder(path))?.token === me.token) await unlink(path)
}

async function readHolder(path: string): Promise<Holder | undefined> {
  try {
    const holder = JSON.parse(await readFile(path, 'utf8')) as Partial<Holder>
    return typeof holder.pid === 'number' && typeof holder.token === 'string'
      ? { pid: holder.pid, token: holder.token, started: String(holder.started ?? '') }
      : undefined
  } catch {
    return undefined
  }
}

/** A lock of this very process that it does not hold is left from an earlier one with the same number. */
async function isAlive(holder: Holder): Promise<boolean> {
  return holder.pid === process.pid ? held.has(holder.token) : isRunning(holder)
}

async function isRunning({ pid, started }: Holder): Promise<boolean> {
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
