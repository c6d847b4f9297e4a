import { open } from 'node:fs/promises'

/** Text from the start of a UTF-8 file and from places spread over it; `whole` where the head is the whole file. */
export type Sample = { head: string; pieces: string[]; whole: boolean }

const HEAD_BYTES = 4 << 20
const PIECE_BYTES = 128 << 10

/** Pieces begin after a line end; inside a quoted cell that may be the wrong place, so their misfits are left out by the caller. */
export async function readSample(path: string, pieces = 16): Promise<Sample> {
  const handle = await open(path, 'r')
  try {
    const { size } = await handle.stat()
    const head = await textAt(0, HEAD_BYTES)
    const sample: Sample = { head: head.startsWith('\uFEFF') ? head.slice(1) : head, pieces: [], whole: size <= HEAD_BYTES }
    if (sample.whole) return sample
    for (let k = 1; k <= pieces; k++) {
      const piece = await textAt(Math.floor(((size - PIECE_BYTES) * k) / pieces), PIECE_BYTES)
      sample.pieces.push(piece.slice(piece.indexOf('\n') + 1))
    }
    return sample

    async function textAt(position: number, length: number): Promise<string> {
      const buffer = Buffer.alloc(length)
      const { bytesRead } = await handle.read(buffer, 0, length, position)
      return buffer.toString('utf8', 0, bytesRead)
    }
  } finally {
    await handle.close()
  }
}
