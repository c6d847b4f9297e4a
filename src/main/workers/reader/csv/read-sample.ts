import { open } from 'node:fs/promises'
import { parseCsv, type Dialect } from './parse-csv'

/** Text from the start of a UTF-8 file and from places spread over it; `whole` where the head is the whole file. */
export type Sample = { head: string; pieces: string[]; whole: boolean }

const HEAD_BYTES = 4 << 20
const PIECE_BYTES = 128 << 10
/** Of shorter records fewer bytes are looked at: a million of them would fill the reader's heap. */
const BYTES_A_RECORD = 8

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

/** Records of the head, then those of the pieces; those that the sample may have cut are left out. */
export function sampleRecords(sample: Sample, dialect: Dialect): string[][] {
  const head = parseCsv(sample.head, dialect, HEAD_BYTES / BYTES_A_RECORD)
  if (!sample.whole && head.length > 1) head.pop()
  return [...head, ...sample.pieces.flatMap((piece) => parseCsv(piece, dialect, PIECE_BYTES / BYTES_A_RECORD).slice(0, -1))]
}
