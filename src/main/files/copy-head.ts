import { open, writeFile } from 'node:fs/promises'
import { asNamed } from './expand-inputs'
import { refuseEndless } from './whole-file'

const NEWLINE = 10

/** The first whole lines of a file, up to `most` bytes; the whole piece where it has no line end. */
export async function copyHead(from: string, to: string, most: number): Promise<void> {
  await refuseEndless(from)
  const file = await open(from).catch((error: unknown) => {
    throw asNamed(error, from)
  })
  try {
    const buffer = Buffer.alloc(most)
    const { bytesRead } = await file.read(buffer, 0, most, 0)
    const end = buffer.subarray(0, bytesRead).lastIndexOf(NEWLINE) + 1
    await writeFile(to, buffer.subarray(0, end > 0 ? end : bytesRead))
  } finally {
    await file.close()
  }
}
