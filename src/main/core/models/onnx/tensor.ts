import { damaged, unsupported } from '../fault'
import {
  bytesOf,
  float32At,
  float64At,
  int32At,
  int64At,
  itemsOf,
  numberOf,
  readMessage,
  repeated,
  textOf,
  type WireField
} from './protobuf'

/** A constant: its numbers or texts in row-major order. `type` is ONNX's number of the element type. */
export type Tensor = { type: number; dims: readonly number[]; numbers: Float64Array; texts: readonly string[] }

export const ELEMENT = { float32: 1, int32: 6, int64: 7, string: 8, bool: 9, float64: 11 } as const

/** A TensorProto. Data outside the file are refused: they could name any file of the machine. */
export function readTensor(bytes: Uint8Array, at: string): { name: string; tensor: Tensor } {
  const fields = readMessage(bytes, at)
  const of = (no: number): WireField[] => fields.filter((field) => field.no === no)
  if (of(13).length > 0 || of(14).some((field) => field.value !== 0)) unsupported(at, 'keeps its numbers in another file')
  const type = of(2).map((field) => numberOf(field, at))[0] ?? 0
  const dims = Array.from(repeated(of(1), 'varint', at))
  const texts = of(6).map((field) => textOf(field, at))
  const numbers = numbersOf(of, type, at)
  const size = dims.reduce((product, dim) => product * dim, 1)
  if (!dims.every((dim) => Number.isInteger(dim) && dim >= 0)) damaged(at, 'has a size that is no whole number')
  if (size !== (type === ELEMENT.string ? texts.length : numbers.length))
    damaged(at, `has ${numbers.length + texts.length} items where its sizes say ${size}`)
  const name = of(8).map((field) => textOf(field, at))[0] ?? ''
  return { name, tensor: { type, dims, numbers, texts } }
}

function numbersOf(of: (no: number) => WireField[], type: number, at: string): Float64Array {
  const raw = of(9)[0]
  if (raw === undefined || bytesOf(raw, at).length === 0) return listed(of, type, at)
  const bytes = bytesOf(raw, at)
  switch (type) {
    case ELEMENT.float32:
      return itemsOf(bytes, 4, float32At, at)
    case ELEMENT.float64:
      return itemsOf(bytes, 8, float64At, at)
    case ELEMENT.int64:
      return itemsOf(bytes, 8, int64At, at)
    case ELEMENT.int32:
      return itemsOf(bytes, 4, int32At, at)
    case 2:
    case ELEMENT.bool:
      return Float64Array.from(bytes)
    default:
      return unsupported(at, `has elements of the type ${type}`)
  }
}

function listed(of: (no: number) => WireField[], type: number, at: string): Float64Array {
  switch (type) {
    case ELEMENT.float32:
      return repeated(of(4), 'float', at)
    case ELEMENT.float64:
      return repeated(of(10), 'double', at)
    case ELEMENT.int64:
      return repeated(of(7), 'varint', at)
    default:
      return repeated(of(5), 'varint', at)
  }
}
