/** A reader of Thrift's compact protocol, for untrusted bytes: every read is checked, nesting is bounded, nothing is allocated ahead of the data. */
export type ThriftReader = {
  /** Calls `field` for each field of the struct at hand; a field it does not consume (returns false) is skipped. */
  struct(field: (id: number, type: number) => boolean): void
  /** Calls `item` for each element of the list at hand. */
  list(item: () => void): void
  integer(): number
  text(): string
}

const STOP = 0
const STRUCT = 12
const DEEPEST = 32

export class ThriftError extends Error {}

/** The specification: apache/thrift doc/specs/thrift-compact-protocol.md. Integers beyond 2^53 are damage here. */
export function createThriftReader(bytes: Uint8Array): ThriftReader {
  let at = 0
  let depth = 0

  const byte = (): number => {
    const value = bytes[at]
    if (value === undefined) throw new ThriftError('ended early')
    at += 1
    return value
  }
  const varint = (): number => {
    let [value, scale] = [0, 1]
    for (let count = 0; count < 10; count++) {
      const next = byte()
      value += (next & 0x7f) * scale
      if (next < 0x80) return value
      scale *= 128
    }
    throw new ThriftError('a number too long')
  }
  const integer = (): number => {
    const raw = varint()
    const value = raw % 2 === 0 ? raw / 2 : -(raw + 1) / 2
    if (!Number.isSafeInteger(value)) throw new ThriftError('a number too large')
    return value
  }
  const advance = (length: number): Uint8Array => {
    if (length > bytes.length - at) throw new ThriftError('ended early')
    at += length
    return bytes.subarray(at - length, at)
  }
  const nested = (work: () => void): void => {
    depth += 1
    if (depth > DEEPEST) throw new ThriftError('nested too deep')
    work()
    depth -= 1
  }
  const struct: ThriftReader['struct'] = (field) =>
    nested(() => {
      for (let id = 0; ;) {
        const head = byte()
        if (head === STOP) return
        id = head >> 4 === 0 ? integer() : id + (head >> 4)
        if (!field(id, head & 15)) skip(head & 15)
      }
    })
  const listHead = (): { size: number; type: number } => {
    const head = byte()
    return { size: head >> 4 === 15 ? varint() : head >> 4, type: head & 15 }
  }
  const skipMap = (): void => {
    const size = varint()
    if (size === 0) return
    const types = byte()
    for (let i = 0; i < size; i++) {
      element(types >> 4)
      element(types & 15)
    }
  }
  /** Inside collections a boolean is a byte of its own. */
  const element = (type: number): void => (type === 1 || type === 2 ? void byte() : skip(type))
  const skipList = (): void =>
    nested(() => {
      const { size, type } = listHead()
      for (let i = 0; i < size; i++) element(type)
    })
  const skip = (type: number): void => {
    if (type === 1 || type === 2) return
    if (type === 3) byte()
    else if (type <= 6) varint()
    else if (type === 7) advance(8)
    else if (type === 8) advance(varint())
    else if (type === 9 || type === 10) skipList()
    else if (type === 11) nested(skipMap)
    else if (type === STRUCT) struct(() => false)
    else throw new ThriftError('an unknown type')
  }
  return {
    struct,
    integer,
    text: () => new TextDecoder().decode(advance(varint())),
    list(item) {
      const { size } = listHead()
      for (let i = 0; i < size; i++) item()
    }
  }
}
