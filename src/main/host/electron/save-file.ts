import { randomUUID } from 'node:crypto'
import { open, rename, unlink } from 'node:fs/promises'
import { AssayError } from '../../../shared/model/errors'
import { reasonOf } from '../../../shared/model/system-reason'
import type { SaveOutcome } from '../../../shared/host-bridge'

/** Writes a file that the user chose a place for: whole, or not at all. */
export async function saveFile(path: string, bytes: Uint8Array): Promise<SaveOutcome> {
  const temporary = `${path}.${randomUUID()}.part`
  try {
    const file = await open(temporary, 'wx')
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(temporary, path)
    return { kind: 'saved', path }
  } catch (error) {
    await unlink(temporary).catch(() => undefined)
    const { code, message } = new AssayError('project/cannot-write', { file: path, reason: reasonOf(error) })
    return { kind: 'failed', code, message }
  }
}
