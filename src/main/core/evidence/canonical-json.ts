import { AssayError } from '../../../shared/model/errors'
import { sameBytes, utf8 } from './bytes'

const MAX_DEPTH = 64

/**
 * RFC 8785: object keys in order of UTF-16 code units, numbers and strings as ECMAScript writes them, no white space, UTF-8.
 * Properties whose value is undefined are left out. Throws `evidence/not-canonical` for what JSON cannot say (NaN, Infinity, bigint,
 * lone surrogates, holes) and for nesting beyond 64.
 */
export function canonicalJson(value: unknown): Uint8Array {
  return utf8(canonicalText(value))
}

/** `canonicalJson` before it is encoded. */
export function canonicalText(value: unknown): string {
  return write(value, 0)
}

/**
 * Reads bytes that must already be in canonical form: the only text of their value. Duplicate keys, other spellings of numbers, white space,
 * a byte order mark, broken UTF-8 and nesting beyond `maxDepth` are refused with `evidence/not-canonical`.
 */
export function parseCanonical(bytes: Uint8Array, what = 'the JSON', maxDepth = MAX_DEPTH): unknown {
  if (depthOf(bytes, maxDepth) > maxDepth) throw refused(what, `nested deeper than ${maxDepth}`)
  const { text, value } = parse(bytes, what)
  if (!plainlyCanonical(text, value) && !sameBytes(canonicalJson(value), bytes)) throw refused(what, 'not the canonical text of its value')
  return value
}

function parse(bytes: Uint8Array, what: string): { text: string; value: unknown } {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    return { text, value: JSON.parse(text) }
  } catch {
    throw refused(what, 'not JSON in UTF-8')
  }
}

/** The quick way to a yes: ECMAScript itself writes the value as this text, no half characters are in it, and keys stand in order. */
const plainlyCanonical = (text: string, value: unknown): boolean =>
  !/\\ud[89a-f]/.test(text) && JSON.stringify(value) === text && keysInOrder(value)

function keysInOrder(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true
  if (Array.isArray(value)) return value.every(keysInOrder)
  let before: string | null = null
  for (const [key, inner] of Object.entries(value)) {
    if ((before !== null && before >= key) || !keysInOrder(inner)) return false
    before = key
  }
  return true
}

function write(value: unknown, depth: number): string {
  if (depth > MAX_DEPTH) throw refused('the value', `nested deeper than ${MAX_DEPTH}`)
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'string') return writeString(value)
  if (typeof value === 'number') return writeNumber(value)
  if (Array.isArray(value)) return `[${Array.from(value as unknown[], (item) => write(item, depth + 1)).join(',')}]`
  if (typeof value === 'object') return writeObject(value as Record<string, unknown>, depth)
  throw refused('the value', `a ${typeof value} has no JSON`)
}

function writeObject(value: Record<string, unknown>, depth: number): string {
  const keys = Object.keys(value).filter((key) => value[key] !== undefined)
  return `{${keys
    .sort(byCodeUnits)
    .map((key) => `${writeString(key)}:${write(value[key], depth + 1)}`)
    .join(',')}}`
}

function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function writeNumber(value: number): string {
  if (!Number.isFinite(value)) throw refused('the value', `${value} has no JSON`)
  return JSON.stringify(value)
}

function writeString(value: string): string {
  const text = JSON.stringify(value)
  // JSON.stringify escapes lone surrogates, which RFC 8785 forbids, as \ud800 … \udfff.
  if (/[\ud800-\udfff]/.test(value) && /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(value))
    throw refused('the value', 'a text with half a character (lone surrogate)')
  return text
}

/** Deepest nesting of brackets outside strings, without recursion; stops at `limit` + 1. */
function depthOf(bytes: Uint8Array, limit: number): number {
  let depth = 0
  let deepest = 0
  let quoted = false
  for (let at = 0; at < bytes.length && deepest <= limit; at++) {
    const byte = bytes[at]
    if (quoted) {
      if (byte === 0x5c) at++
      else if (byte === 0x22) quoted = false
    } else if (byte === 0x22) quoted = true
    else if (byte === 0x5b || byte === 0x7b) deepest = Math.max(deepest, ++depth)
    else if (byte === 0x5d || byte === 0x7d) depth--
  }
  return deepest
}

function refused(what: string, reason: string): AssayError {
  return new AssayError('evidence/not-canonical', { what, reason })
}
