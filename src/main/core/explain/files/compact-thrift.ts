/** A value of Thrift's compact protocol: apache/thrift doc/specs/thrift-compact-protocol.md. */
export type Thrift =
  | { kind: 'i32' | 'i64'; value: number }
  | { kind: 'text'; value: string }
  | { kind: 'list'; of: Thrift['kind']; items: readonly Thrift[] }
  | { kind: 'struct'; fields: readonly (readonly [id: number, value: Thrift])[] }

const TYPES: Readonly<Record<Thrift['kind'], number>> = { i32: 5, i64: 6, text: 8, list: 9, struct: 12 }

export const i32 = (value: number): Thrift => ({ kind: 'i32', value })
export const i64 = (value: number): Thrift => ({ kind: 'i64', value })
export const text = (value: string): Thrift => ({ kind: 'text', value })
export const list = (of: Thrift['kind'], items: readonly Thrift[]): Thrift => ({ kind: 'list', of, items })
/** Fields in ascending order of their ids. */
export const struct = (...fields: (readonly [id: number, value: Thrift])[]): Thrift => ({ kind: 'struct', fields })

export function encodeThrift(value: Thrift): Uint8Array {
  const bytes: number[] = []
  write(bytes, value)
  return Uint8Array.from(bytes)
}

function write(bytes: number[], value: Thrift): void {
  switch (value.kind) {
    case 'i32':
    case 'i64':
      return varint(bytes, value.value < 0 ? -2 * value.value - 1 : 2 * value.value)
    case 'text': {
      const encoded = new TextEncoder().encode(value.value)
      varint(bytes, encoded.length)
      for (const byte of encoded) bytes.push(byte)
      return
    }
    case 'list':
      if (value.items.length < 15) bytes.push((value.items.length << 4) | TYPES[value.of])
      else {
        bytes.push(0xf0 | TYPES[value.of])
        varint(bytes, value.items.length)
      }
      return value.items.forEach((item) => write(bytes, item))
    case 'struct':
      return writeStruct(bytes, value.fields)
  }
}

function writeStruct(bytes: number[], fields: readonly (readonly [id: number, value: Thrift])[]): void {
  let before = 0
  for (const [id, value] of fields) {
    bytes.push(((id - before) << 4) | TYPES[value.kind])
    write(bytes, value)
    before = id
  }
  bytes.push(0)
}

function varint(bytes: number[], value: number): void {
  let left = value
  while (left >= 128) {
    bytes.push((left % 128) | 128)
    left = Math.floor(left / 128)
  }
  bytes.push(left)
}
