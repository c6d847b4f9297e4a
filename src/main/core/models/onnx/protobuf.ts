import { BinaryReader, WireType } from '@bufbuild/protobuf/wire'
import { damaged } from '../fault'

/** One field of a message: a number (varint, float, double) or bytes (text, message, packed list). */
export type WireField = { no: number; value: number | Uint8Array }

/** The fields of a protobuf message in their order; nothing below is read yet. */
export function readMessage(bytes: Uint8Array, at: string): WireField[] {
  const reader = new BinaryReader(bytes)
  const fields: WireField[] = []
  try {
    while (reader.pos < reader.len) fields.push(readField(reader))
  } catch (error) {
    damaged(at, `is no protobuf message (${error instanceof Error ? error.message : 'unreadable'})`)
  }
  if (reader.pos > bytes.length) damaged(at, 'ends too early')
  return fields
}

function readField(reader: BinaryReader): WireField {
  const [no, wire] = reader.tag()
  switch (wire) {
    case WireType.Varint:
      return { no, value: Number(reader.int64()) }
    case WireType.Bit32:
      return { no, value: reader.float() }
    case WireType.Bit64:
      return { no, value: reader.double() }
    case WireType.LengthDelimited:
      return { no, value: reader.bytes() }
    default:
      throw new Error(`wire type ${wire}`)
  }
}

export function bytesOf({ value }: WireField, at: string): Uint8Array {
  return typeof value === 'number' ? damaged(at, 'is a number where bytes belong') : value
}

export const textOf = (field: WireField, at: string): string => new TextDecoder().decode(bytesOf(field, at))

export function numberOf({ value }: WireField, at: string): number {
  return typeof value === 'number' ? value : damaged(at, 'is bytes where a number belongs')
}

const LITTLE_ENDIAN = true
const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** Little-endian items of `width` bytes. */
export function itemsOf(bytes: Uint8Array, width: number, read: (view: DataView, offset: number) => number, at: string): Float64Array {
  if (bytes.length % width !== 0) damaged(at, 'ends within an item')
  const view = viewOf(bytes)
  return Float64Array.from({ length: bytes.length / width }, (_, i) => read(view, i * width))
}

export const float32At = (view: DataView, offset: number): number => view.getFloat32(offset, LITTLE_ENDIAN)
export const float64At = (view: DataView, offset: number): number => view.getFloat64(offset, LITTLE_ENDIAN)
export const int32At = (view: DataView, offset: number): number => view.getInt32(offset, LITTLE_ENDIAN)
export const int64At = (view: DataView, offset: number): number => Number(view.getBigInt64(offset, LITTLE_ENDIAN))

/** A repeated number: single fields, packed lists, or both. */
export function repeated(fields: readonly WireField[], kind: 'float' | 'double' | 'varint', at: string): Float64Array {
  const parts = fields.map(({ value }) => {
    if (typeof value === 'number') return [value]
    if (kind === 'varint') return varints(value, at)
    return kind === 'float' ? itemsOf(value, 4, float32At, at) : itemsOf(value, 8, float64At, at)
  })
  const all = new Float64Array(parts.reduce((total, part) => total + part.length, 0))
  let to = 0
  for (const part of parts) {
    all.set(part, to)
    to += part.length
  }
  return all
}

function varints(bytes: Uint8Array, at: string): number[] {
  const reader = new BinaryReader(bytes)
  const numbers: number[] = []
  try {
    while (reader.pos < reader.len) numbers.push(Number(reader.int64()))
  } catch {
    damaged(at, 'has a broken list of numbers')
  }
  return numbers
}
