import { damaged } from '../fault'
import { LIMITS } from '../limits'
import type { Json } from './value'

type Bytes = { view: DataView; at: number }

const WIDTHS: ReadonlyMap<string, number> = new Map(Object.entries({ i: 1, U: 1, I: 2, u: 2, l: 4, L: 8, d: 4, D: 8, C: 1 }))

/** UBJSON draft 12 with XGBoost's typed arrays, big-endian; bounded nesting, no key twice, no count beyond the bytes that are there. */
export function parseUbjson(bytes: Uint8Array): Json {
  const from: Bytes = { view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), at: 0 }
  const value = readValue(from, readMarker(from), 0)
  if (from.at < bytes.length) fail(from, 'goes on after its end')
  return value
}

const fail = (from: Bytes, what: string): never => damaged(`byte ${from.at}`, what)
const left = (from: Bytes): number => from.view.byteLength - from.at

function readMarker(from: Bytes): string {
  if (left(from) < 1) fail(from, 'ends too early')
  return String.fromCharCode(from.view.getUint8(from.at++))
}

const peek = (from: Bytes): string => (left(from) < 1 ? '' : String.fromCharCode(from.view.getUint8(from.at)))

function readValue(from: Bytes, marker: string, depth: number): Json {
  if (depth > LIMITS.nesting) fail(from, `nests deeper than ${LIMITS.nesting} levels`)
  switch (marker) {
    case 'Z':
      return null
    case 'T':
      return true
    case 'F':
      return false
    case 'S':
      return readText(from)
    case '[':
      return readArray(from, depth)
    case '{':
      return readObject(from, depth)
    default:
      return readNumber(from, marker)
  }
}

function readNumber(from: Bytes, marker: string): number {
  const width = WIDTHS.get(marker) ?? fail(from, `has the unknown marker ${JSON.stringify(marker)}`)
  if (left(from) < width) fail(from, 'ends too early')
  const at = from.at
  from.at += width
  const { view } = from
  switch (marker) {
    case 'i':
      return view.getInt8(at)
    case 'I':
      return view.getInt16(at)
    case 'u':
      return view.getUint16(at)
    case 'l':
      return view.getInt32(at)
    case 'L':
      return Number(view.getBigInt64(at))
    case 'd':
      return view.getFloat32(at)
    case 'D':
      return view.getFloat64(at)
    default:
      return view.getUint8(at)
  }
}

function readCount(from: Bytes, smallest: number): number {
  const count = readNumber(from, readMarker(from))
  if (!Number.isInteger(count) || count < 0 || count * smallest > left(from)) fail(from, 'counts more items than there are bytes')
  return count
}

function readText(from: Bytes): string {
  const length = readCount(from, 1)
  const bytes = new Uint8Array(from.view.buffer, from.view.byteOffset + from.at, length)
  from.at += length
  return new TextDecoder().decode(bytes)
}

function readArray(from: Bytes, depth: number): Json {
  const items: Json[] = []
  const { type, count } = readHeader(from)
  if (count === null) {
    for (let marker = readMarker(from); marker !== ']'; marker = readMarker(from)) items.push(readValue(from, marker, depth + 1))
    return items
  }
  for (let i = 0; i < count; i++) items.push(readValue(from, type ?? readMarker(from), depth + 1))
  return items
}

function readObject(from: Bytes, depth: number): Json {
  const object = new Map<string, Json>()
  const { type, count } = readHeader(from)
  for (let i = 0; count === null ? peek(from) !== '}' : i < count; i++) {
    const key = readText(from)
    if (object.has(key)) fail(from, `has the key "${key.slice(0, 60)}" twice`)
    object.set(key, readValue(from, type ?? readMarker(from), depth + 1))
  }
  if (count === null) from.at++
  return object
}

/** `$` type and `#` count, where given. Items without bytes of their own (T, F, Z) may not be counted: a few bytes would stand for millions. */
function readHeader(from: Bytes): { type: string | null; count: number | null } {
  let type: string | null = null
  if (peek(from) === '$') {
    from.at++
    type = readMarker(from)
    if (peek(from) !== '#') fail(from, 'has a type without a count')
  }
  if (peek(from) !== '#') return { type, count: null }
  from.at++
  if (type !== null && !WIDTHS.has(type)) fail(from, `counts items of the type ${JSON.stringify(type)}`)
  return { type, count: readCount(from, type === null ? 1 : WIDTHS.get(type)!) }
}
