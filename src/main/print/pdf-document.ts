import { inflateSync } from 'node:zlib'
import { PdfReader, unreadable, type PdfDict, type PdfValue } from './pdf-value'

const MAX_STREAM_BYTES = 1 << 28
const TAIL = /trailer\n(<<[^]*>>)\nstartxref\n(\d{1,10})\n%%EOF\n?$/
const MAX_TRAILER = 4096

/** A PDF as Typst writes it: one cross-reference table, plain objects of generation 0, one trailer at the end. */
export type PdfDocument = {
  bytes: Uint8Array
  /** Latin-1 view of the bytes: offsets are the same. */
  source: string
  trailer: PdfDict
  startXref: number
  offsets: ReadonlyMap<number, number>
}

/** Throws `print/unreadable-pdf` for every other layout. */
export function readDocument(bytes: Uint8Array): PdfDocument {
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  const at = source.lastIndexOf('trailer\n')
  const tail = at < source.length - MAX_TRAILER ? null : TAIL.exec(source.slice(at))
  if (!source.startsWith('%PDF-1.7\n') || !tail) throw unreadable('no header or trailer of Typst')
  const trailer = new PdfReader(tail[1] ?? '', 0).value()
  if (!isDict(trailer) || trailer.dict.has('Prev')) throw unreadable('no single trailer')
  const startXref = Number(tail[2])
  return { bytes, source, trailer, startXref, offsets: readTable(source.slice(startXref, at)) }
}

function readTable(table: string): Map<number, number> {
  const head = /^xref\n0 (\d{1,7})\n/.exec(table)
  const count = Number(head?.[1])
  const lines = table.slice(head?.[0].length)
  if (!head || lines.length !== count * 20) throw unreadable('no cross-reference table')
  const offsets = new Map<number, number>()
  for (let index = 1; index < count; index++) {
    const entry = /^(\d{10}) 00000 n[ \r][\r\n]$/.exec(lines.slice(index * 20, index * 20 + 20))
    if (!entry) throw unreadable(`no entry for object ${index}`)
    offsets.set(index, Number(entry[1]))
  }
  return offsets
}

/** The text of an object between `n 0 obj` and `endobj`, for objects that are no streams. */
export function objectText(document: PdfDocument, number: number): string {
  const start = bodyOf(document, number)
  const end = document.source.indexOf('\nendobj', start)
  if (end < 0) throw unreadable(`object ${number} does not end`)
  return document.source.slice(start, end)
}

/** An object's value; references are followed once. */
export function resolve(document: PdfDocument, value: PdfValue | undefined): PdfValue {
  if (!isRef(value)) return value ?? null
  return new PdfReader(document.source, bodyOf(document, value.ref)).value()
}

export function resolveDict(document: PdfDocument, value: PdfValue | undefined): PdfDict {
  const found = resolve(document, value)
  if (!isDict(found)) throw unreadable('no dictionary where one belongs')
  return found
}

/** A stream's dictionary and its bytes, unpacked where packed by Flate, at most 256 MiB. */
export function readStream(document: PdfDocument, number: number): { dict: PdfDict; bytes: Uint8Array } {
  const reader = new PdfReader(document.source, bodyOf(document, number))
  const dict = reader.value()
  reader.skip('stream\n')
  if (!isDict(dict)) throw unreadable(`object ${number} is no stream`)
  const length = resolve(document, dict.dict.get('Length'))
  if (typeof length !== 'number' || !Number.isInteger(length) || length < 0) throw unreadable(`object ${number} has no length`)
  const raw = document.bytes.subarray(reader.at, reader.at + length)
  const filter = resolve(document, dict.dict.get('Filter'))
  if (filter === null) return { dict, bytes: raw }
  if (nameOf(filter) !== 'FlateDecode' || dict.dict.has('DecodeParms')) throw unreadable(`object ${number} is packed in an unknown way`)
  return { dict, bytes: inflate(raw) }
}

function inflate(raw: Uint8Array): Uint8Array {
  try {
    return new Uint8Array(inflateSync(raw, { maxOutputLength: MAX_STREAM_BYTES }))
  } catch {
    throw unreadable('a stream that does not unpack')
  }
}

function bodyOf(document: PdfDocument, number: number): number {
  const offset = document.offsets.get(number)
  const head = `${number} 0 obj\n`
  if (offset === undefined || !document.source.startsWith(head, offset)) throw unreadable(`no object ${number}`)
  return offset + head.length
}

export function isDict(value: PdfValue | undefined): value is PdfDict {
  return typeof value === 'object' && value !== null && 'dict' in value
}

export function isRef(value: PdfValue | undefined): value is { ref: number } {
  return typeof value === 'object' && value !== null && 'ref' in value
}

export function nameOf(value: PdfValue | undefined): string | null {
  return typeof value === 'object' && value !== null && 'name' in value ? value.name : null
}

/** A text string: UTF-16 with its mark, else Latin-1 (which Typst keeps to ASCII). */
export function textOf(value: PdfValue | undefined): string {
  if (typeof value !== 'object' || value === null || !('text' in value)) throw unreadable('no text where one belongs')
  const { text } = value
  return text[0] === 0xfe && text[1] === 0xff ? Buffer.from(text.subarray(2)).swap16().toString('utf16le') : text.toString('latin1')
}
