import { AssayError } from '../../../shared/model/errors'
import { compareBytes, concat } from './bytes'

export const tag = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  utf8String: 0x0c,
  sequence: 0x30,
  set: 0x31,
  context0: 0xa0,
  context1: 0xa1
} as const

/** One element: `content` without its header, `whole` with it. Both are views of the bytes that were read. */
export type Element = { tag: number; content: Uint8Array; whole: Uint8Array }

/**
 * Reads the elements that fill `bytes` exactly. Strict DER: single-byte tags, definite and shortest lengths, nothing left over.
 * Throws `evidence/not-der`.
 */
export function readAll(bytes: Uint8Array): Element[] {
  const elements: Element[] = []
  for (let at = 0; at < bytes.length;) {
    const element = readAt(bytes, at)
    elements.push(element)
    at += element.whole.length
  }
  return elements
}

/** Reads exactly one element of the given tag. */
export function readOne(bytes: Uint8Array, expected: number): Element {
  const element = readAt(bytes, 0)
  if (element.tag !== expected) throw notDer(`tag ${element.tag} instead of ${expected}`)
  if (element.whole.length !== bytes.length) throw notDer('bytes after the end')
  return element
}

/** The elements inside an element of the given tag. */
export function children(element: Element | undefined, expected: number): Element[] {
  if (element?.tag !== expected) throw notDer(`tag ${element?.tag ?? 'missing'} instead of ${expected}`)
  return readAll(element.content)
}

/** The n-th element, of the given tag. */
export function child(elements: readonly Element[], index: number, expected: number): Element {
  const element = elements[index]
  if (element?.tag !== expected) throw notDer(`tag ${element?.tag ?? 'missing'} instead of ${expected}`)
  return element
}

/** A non-negative INTEGER in its shortest form. */
export function readUnsigned(element: Element | undefined): bigint {
  const content = element?.content
  if (element?.tag !== tag.integer || content === undefined || content.length === 0) throw notDer('no integer')
  const [first = 0, second = 0] = content
  if (first >= 0x80) throw notDer('a negative integer')
  if (first === 0 && content.length > 1 && second < 0x80) throw notDer('an integer with a needless zero')
  return content.reduce((value, byte) => (value << 8n) | BigInt(byte), 0n)
}

export function write(elementTag: number, ...contents: readonly Uint8Array[]): Uint8Array {
  const content = concat(...contents)
  return concat(Uint8Array.of(elementTag, ...lengthOf(content.length)), content)
}

export function sequence(...contents: readonly Uint8Array[]): Uint8Array {
  return write(tag.sequence, ...contents)
}

/** SET OF: DER orders the encodings. */
export function setOf(...contents: readonly Uint8Array[]): Uint8Array {
  return write(tag.set, ...[...contents].sort(compareBytes))
}

export function unsigned(value: bigint): Uint8Array {
  const bytes: number[] = []
  for (let rest = value; rest > 0n; rest >>= 8n) bytes.unshift(Number(rest & 255n))
  if (bytes.length === 0 || (bytes[0] ?? 0) >= 0x80) bytes.unshift(0)
  return write(tag.integer, Uint8Array.from(bytes))
}

/** An object identifier from its dotted text. */
export function oid(dotted: string): Uint8Array {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  return write(tag.oid, Uint8Array.from([first * 40 + second, ...rest.flatMap(base128)]))
}

function base128(value: number): number[] {
  const digits = [value & 127]
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128)) digits.unshift((rest & 127) | 128)
  return digits
}

function lengthOf(length: number): number[] {
  if (length < 0x80) return [length]
  const bytes: number[] = []
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest & 255)
  return [0x80 | bytes.length, ...bytes]
}

function readAt(bytes: Uint8Array, at: number): Element {
  const elementTag = bytes[at]
  const first = bytes[at + 1]
  if (elementTag === undefined || first === undefined) throw notDer('cut short')
  if ((elementTag & 0x1f) === 0x1f) throw notDer('a tag of several bytes')
  const { length, header } = first < 0x80 ? { length: first, header: 2 } : readLongLength(bytes, at, first & 0x7f)
  const end = at + header + length
  if (end > bytes.length) throw notDer('cut short')
  return { tag: elementTag, content: bytes.subarray(at + header, end), whole: bytes.subarray(at, end) }
}

function readLongLength(bytes: Uint8Array, at: number, count: number): { length: number; header: number } {
  if (count === 0 || count > 4) throw notDer('an indefinite or oversized length')
  const digits = bytes.subarray(at + 2, at + 2 + count)
  if (digits.length < count) throw notDer('cut short')
  const length = digits.reduce((value, byte) => value * 256 + byte, 0)
  if (length < 0x80 || digits[0] === 0) throw notDer('a length that is not the shortest')
  return { length, header: 2 + count }
}

export function notDer(reason: string): AssayError {
  return new AssayError('evidence/not-der', { reason })
}
