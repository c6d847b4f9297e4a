import { AssayError } from '../../../../shared/model/errors'
import { DEEPEST_JSON, LONGEST_LINE } from '../limits'
import { isBlank, type JsonPiece } from './split-lines'

const [QUOTE, BACKSLASH, COMMA] = [0x22, 0x5c, 0x2c]

/** What a byte does to a top-level array, by brackets and quotes alone. */
type Event = 'open' | 'next' | 'close' | 'stray' | undefined

/** Elements of one top-level array. Depth is gated before a whole element is there. */
export async function* splitElements(pieces: AsyncIterable<Uint8Array>, file: string): AsyncGenerator<JsonPiece> {
  const eventOf = arrayScanner(() => {
    throw new AssayError('import/json-too-deep', { file, line: position, most: DEEPEST_JSON })
  })
  let parts: Buffer[] = []
  let size = 0
  let position = 1
  let phase: 'before' | 'inside' | 'after' = 'before'
  const take = (last: Buffer): JsonPiece => {
    const bytes = Buffer.concat([...parts, last])
    parts = []
    size = 0
    return { line: position++, bytes }
  }
  for await (const piece of pieces) {
    const bytes = Buffer.from(piece)
    let start = 0
    for (let i = 0; i < bytes.length; i++) {
      const event = eventOf(bytes[i] as number)
      if (event === undefined) continue
      if (event === 'stray' || (event === 'open' && phase !== 'before')) throw new AssayError('import/bad-json', { file, line: position })
      if (event === 'open') phase = 'inside'
      else {
        const element = take(bytes.subarray(start, i))
        if (event === 'next' || !element.bytes.every(isBlank)) yield element
        if (event === 'close') phase = 'after'
      }
      start = i + 1
    }
    if (phase !== 'inside') continue
    parts.push(bytes.subarray(start))
    size += bytes.length - start
    if (size > LONGEST_LINE) throw new AssayError('import/line-too-long', { file, line: position, most: LONGEST_LINE })
  }
  if (phase !== 'after') throw new AssayError('import/bad-json', { file, line: position })
}

function arrayScanner(tooDeep: () => never): (byte: number) => Event {
  let [depth, inText, escaped] = [0, false, false]
  const insideText = (byte: number): void => {
    if (escaped) escaped = false
    else if (byte === BACKSLASH) escaped = true
    else if (byte === QUOTE) inText = false
  }
  const opening = (byte: number): Event => {
    depth += 1
    if (depth > DEEPEST_JSON + 1) tooDeep()
    return depth > 1 ? undefined : byte === 0x5b ? 'open' : 'stray'
  }
  const closing = (): Event => {
    depth -= 1
    return depth > 0 ? undefined : depth === 0 ? 'close' : 'stray'
  }
  return (byte) => {
    if (inText) return void insideText(byte)
    if (byte === QUOTE) inText = true
    if (byte === 0x7b || byte === 0x5b) return opening(byte)
    if (byte === 0x7d || byte === 0x5d) return closing()
    if (depth === 0) return isBlank(byte) || isMark(byte) ? undefined : 'stray'
    return byte === COMMA && depth === 1 ? 'next' : undefined
  }
}

/** Bytes of the UTF-8 byte order mark. */
const isMark = (byte: number): boolean => byte === 0xef || byte === 0xbb || byte === 0xbf
