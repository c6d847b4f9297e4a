import { open, stat, type FileHandle } from 'node:fs/promises'
import { AssayError } from '../../../shared/model/errors'

/** One input file held open, with what fstat said before the first byte was read. */
export type Source = {
  path: string
  name: string
  bytes: number
  handle: FileHandle
  identity: string
  /** Of the original bytes, where this is a plain copy of them. */
  sha256?: string
}

export async function openSource(path: string, name: string): Promise<Source> {
  const handle = await open(path, 'r').catch((error: NodeJS.ErrnoException) => {
    throw openError(error, name)
  })
  const before = await handle.stat({ bigint: true })
  if (!before.isFile()) {
    await handle.close()
    throw new AssayError('import/not-a-file', { file: name })
  }
  if (before.size === 0n) {
    await handle.close()
    throw new AssayError('import/empty-file', { file: name })
  }
  return { path, name, bytes: Number(before.size), handle, identity: identityOf(before) }
}

export function openError(error: NodeJS.ErrnoException, file: string): AssayError {
  if (error.code === 'ENOENT') return new AssayError('import/missing-file', { file })
  if (error.code === 'EACCES' || error.code === 'EPERM') return new AssayError('import/no-permission', { file })
  if (error.code === 'ELOOP') return new AssayError('import/cyclic-link', { file })
  return new AssayError('import/unreadable', { file, reason: error.code ?? 'input/output' })
}

type Stat = { ino: bigint; dev: bigint; size: bigint; mtimeNs: bigint }
const identityOf = ({ ino, dev, size, mtimeNs }: Stat): string => [ino, dev, size, mtimeNs].join(':')

/** Throws where the open file, or what now lies at its path, is not what was opened. */
export async function checkUnchanged(source: Source): Promise<void> {
  const open = identityOf(await source.handle.stat({ bigint: true }))
  const atPath = await stat(source.path, { bigint: true }).then(identityOf, () => 'gone')
  if (open !== source.identity || atPath !== source.identity) throw new AssayError('import/changed-while-read', { file: source.name })
}

/** The file from its first byte, in pieces of a megabyte; the buffer is reused. */
export async function* piecesOf(handle: FileHandle, size = 1 << 20): AsyncGenerator<Uint8Array> {
  const buffer = Buffer.allocUnsafe(size)
  for (let position = 0; ;) {
    const { bytesRead } = await handle.read(buffer, 0, size, position)
    if (bytesRead === 0) return
    position += bytesRead
    yield buffer.subarray(0, bytesRead)
  }
}
