import { randomUUID } from 'node:crypto'
import { basename, dirname, join } from 'node:path'
import { AssayError, isAssayError } from '../../shared/model/errors'
import { reasonOf } from '../../shared/model/system-reason'
import type { OpenFile, Syscalls } from '../ports/files'
import { nodeSyscalls } from './syscalls'
import { temporaryName } from './temporaries'

/**
 * Old content or new content, never a mixture; on disk when it resolves. A temporary file beside the target is written, synced and renamed, then the folder is synced.
 * @throws AssayError project/cannot-write
 */
export const writeAtomic = (path: string, bytes: Uint8Array, system: Syscalls = nodeSyscalls): Promise<void> =>
  streamAtomic(path, (write) => write(bytes), system)

/**
 * The same piece by piece: `work` is given what writes the next bytes. Where it throws, there is no file and the error goes on.
 * @throws AssayError project/cannot-write
 */
export async function streamAtomic(
  path: string,
  work: (write: (bytes: Uint8Array) => Promise<void>) => Promise<void>,
  system: Syscalls = nodeSyscalls
): Promise<void> {
  const folder = dirname(path)
  const temporary = join(folder, temporaryName(basename(path), randomUUID()))
  try {
    await withFile(system, temporary, 'create', (file) => work((bytes) => writeAll(file, bytes)))
    await retried(() => system.rename(temporary, path))
  } catch (error) {
    await system.unlink(temporary).catch(() => undefined)
    throw isAssayError(error) ? error : cannotWrite(path, error)
  }
  await withFile(system, folder, 'folder', () => Promise.resolve()).catch((error: unknown) => {
    throw cannotWrite(path, error)
  })
}

/**
 * Adds the bytes to the file's end; on disk when it resolves. Where that fails, what was added in part is cut off again.
 * @throws AssayError project/cannot-write
 */
export async function appendDurably(path: string, bytes: Uint8Array, system: Syscalls = nodeSyscalls): Promise<void> {
  let before: number | undefined
  try {
    before = await system.sizeOf(path)
    await withFile(system, path, 'append', (file) => writeAll(file, bytes))
    if (before === 0) await withFile(system, dirname(path), 'folder', () => Promise.resolve())
  } catch (error) {
    if (before !== undefined) await system.truncate(path, before).catch(() => undefined)
    throw cannotWrite(path, error)
  }
}

/** Opens, works, syncs and closes; the file is closed whatever happens. */
async function withFile(
  system: Syscalls,
  path: string,
  mode: 'create' | 'append' | 'folder',
  work: (file: OpenFile) => Promise<void>
): Promise<void> {
  const file = await retried(() => system.open(path, mode))
  try {
    await work(file)
    await retried(() => file.sync())
  } catch (error) {
    await file.close().catch(() => undefined)
    throw error
  }
  await file.close()
}

/** A write may take fewer bytes than it was given. */
async function writeAll(file: OpenFile, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length;) {
    const written = await retried(() => file.write(bytes.subarray(at)))
    if (written === 0) throw Object.assign(new Error('nothing could be written'), { code: 'ENOSPC' })
    at += written
  }
}

/** A call that a signal interrupted did nothing, and is made again. */
async function retried<T>(call: () => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await call()
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EINTR' || attempt === 9) throw error
    }
  }
}

const cannotWrite = (file: string, error: unknown): AssayError => new AssayError('project/cannot-write', { file, reason: reasonOf(error) })
