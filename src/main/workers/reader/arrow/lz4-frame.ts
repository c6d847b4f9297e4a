/** LZ4 frames (lz4/doc/lz4_Frame_format.md), as Arrow's LZ4_FRAME compression has them; checksums are not checked. `size` is the unpacked size. */
export function decodeLz4Frame(bytes: Uint8Array, size: number): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (view.getUint32(0, true) !== 0x184d2204) throw new Error('not an LZ4 frame')
  const flags = view.getUint8(4)
  let at = 7 + ((flags & 8) === 0 ? 0 : 8) + ((flags & 1) === 0 ? 0 : 4)
  const target = new Uint8Array(size)
  let written = 0
  for (;;) {
    const head = view.getUint32(at, true)
    at += 4
    if (head === 0) break
    const length = head & 0x7fffffff
    const block = bytes.subarray(at, at + length)
    if (block.length !== length) throw new Error('an LZ4 block cut short')
    written = head >>> 31 === 1 ? copyBlock(block, target, written) : decodeBlock(block, target, written)
    at += length + ((flags & 16) === 0 ? 0 : 4)
  }
  if (written !== size) throw new Error('an LZ4 frame of another size')
  return target
}

function copyBlock(block: Uint8Array, target: Uint8Array, written: number): number {
  target.set(block, written)
  return written + block.length
}

/** Sequences of literals and matches (lz4/doc/lz4_Block_format.md). */
function decodeBlock(block: Uint8Array, target: Uint8Array, start: number): number {
  let [at, to] = [0, start]
  const extended = (base: number): number => {
    let length = base
    if (base < 15) return length
    for (let next = 255; next === 255;) {
      next = block[at++] ?? fail()
      length += next
    }
    return length
  }
  while (at < block.length) {
    const token = block[at++] as number
    const literals = extended(token >> 4)
    if (at + literals > block.length || to + literals > target.length) fail()
    target.set(block.subarray(at, at + literals), to)
    at += literals
    to += literals
    if (at === block.length) return to
    const offset = (block[at] as number) | ((block[at + 1] ?? fail()) << 8)
    at += 2
    const length = extended(token & 15) + 4
    if (offset === 0 || offset > to || to + length > target.length) fail()
    if (offset >= length) target.copyWithin(to, to - offset, to - offset + length)
    else for (let i = 0; i < length; i++) target[to + i] = target[to + i - offset] as number
    to += length
  }
  return to
}

function fail(): never {
  throw new Error('a broken LZ4 block')
}
