import { AssayError } from '../../../../shared/model/errors'
import { LONGEST_LINE } from '../limits'

/** The bytes of one row's value, and where it is: the line for JSON lines, the position in the array else; both from 1. */
export type JsonPiece = { line: number; bytes: Buffer }

const LF = 10
export const isBlank = (byte: number | undefined): boolean => byte === 32 || byte === 9 || byte === 13 || byte === LF

/** Lines that hold anything. */
export async function* splitLines(pieces: AsyncIterable<Uint8Array>, file: string): AsyncGenerator<JsonPiece> {
  let rest: Buffer = Buffer.alloc(0)
  let line = 1
  for await (const piece of pieces) {
    const bytes = rest.length === 0 ? Buffer.from(piece) : Buffer.concat([rest, piece])
    let start = 0
    for (let end = bytes.indexOf(LF, rest.length); end >= 0; end = bytes.indexOf(LF, start)) {
      const content = bytes.subarray(start, end)
      if (!content.every(isBlank)) yield { line, bytes: content }
      line += 1
      start = end + 1
    }
    rest = bytes.subarray(start)
    if (rest.length > LONGEST_LINE) throw new AssayError('import/line-too-long', { file, line, most: LONGEST_LINE })
  }
  if (!rest.every(isBlank)) yield { line, bytes: rest }
}
