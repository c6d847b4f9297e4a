import { readFile, stat } from 'node:fs/promises'
import { AssayError } from '../../shared/model/errors'
import { asNamed } from './expand-inputs'

/** All bytes of a regular file. Devices and pipes have no end, or none that could be waited for. @throws AssayError import/not-a-file, missing-file, … */
export async function readWhole(path: string): Promise<Uint8Array> {
  await refuseEndless(path)
  return readFile(path).catch((error: unknown) => {
    throw asNamed(error, path)
  })
}

/** Refuses what is neither a file nor a folder; what is not there is said by whoever opens it. */
export async function refuseEndless(path: string): Promise<void> {
  const found = await stat(path).catch(() => null)
  if (found !== null && !found.isFile() && !found.isDirectory()) throw new AssayError('import/not-a-file', { file: path })
}
