import { AssayError } from '../../../../shared/model/errors'
import { DEEPEST_JSON, LONGEST_LINE } from '../limits'

/** The bytes of one row's value, and where it is: the line for JSON lines, the position in the array else; both from 1. */
export type JsonPiece = { line: number; bytes: Buffer }

const LF = 10
const isBlank = (byte: number | undefined): boolean => byte === 32 || byte === 9 || byte === 13 || byte === LF

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

/** Elements of one top-level array, found by brackets and quotes alone. Depth is gated before a whole element is there. */
export async function* splitElements(pieces: AsyncIterable<Uint8Array>, file: string): AsyncGenerator<JsonPiece> {
  const bad = (line: number): AssayError => new AssayError('import/bad-json', { file, line })
  let parts: Buffer[] = []
  let size = 0
  let position = 1
  let [depth, inText, escaped] = [0, false, false]
  const take = (last: Buffer): JsonPiece => {
    const bytes = Buffer.concat([...parts, last])
    parts = []
    size = 0
    return { line: position++, bytes }
  }
  for await (const piece of pieces) {
    const bytes = Buffer.from(piece)
    let start = depth === 0 ? -1 : 0
    for (let i = 0; i < bytes.length; i++) {
      const byte = bytes[i] as number
      if (inText) {
        if (escaped) escaped = false
        else if (byte === 0x5c) escaped = true
        else if (byte === 0x22) inText = false
        continue
      }
      if (byte === 0x22) inText = true
      else if (byte === 0x7b || byte === 0x5b) {
        depth += 1
        if (depth === 1) {
          if (byte !== 0x5b || position > 1) throw bad(position)
          start = i + 1
        }
        if (depth > DEEPEST_JSON + 1) throw new AssayError('import/json-too-deep', { file, line: position, most: DEEPEST_JSON })
      } else if (byte === 0x7d || byte === 0x5d) {
        depth -= 1
        if (depth < 0) throw bad(position)
        if (depth === 0) {
          const last = take(bytes.subarray(start, i))
          if (!last.bytes.every(isBlank)) yield last
          start = -1
        }
      } else if (byte === 0x2c && depth === 1) {
        yield take(bytes.subarray(start, i))
        start = i + 1
      } else if (depth === 0 && !isBlank(byte) && !(position === 1 && (byte === 0xef || byte === 0xbb || byte === 0xbf))) throw bad(position)
    }
    if (start < 0) continue
    parts.push(bytes.subarray(start))
    size += bytes.length - start
    if (size > LONGEST_LINE) throw new AssayError('import/line-too-long', { file, line: position, most: LONGEST_LINE })
  }
  if (depth !== 0 || inText) throw bad(position)
}
