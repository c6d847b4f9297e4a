import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { asNamed } from './expand-inputs'
import { refuseEndless } from './whole-file'

/** SHA-256 of a file's bytes in hex, in pieces of a megabyte. */
export async function hashFile(path: string): Promise<string> {
  await refuseEndless(path)
  const hash = createHash('sha256')
  try {
    for await (const piece of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(piece as Buffer)
  } catch (error) {
    throw asNamed(error, path)
  }
  return hash.digest('hex')
}
