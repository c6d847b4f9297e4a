/**
 * Sorts floats in place, ascending, by their bits: least significant digit first, 11 bits a pass. −0 sorts before +0, NaN must not occur
 * (remove missing values before). `scratch` may be handed in (same length) to avoid an allocation.
 */
export const sortFloat32 = (values: Float32Array, scratch: Float32Array = new Float32Array(values.length)): Float32Array => {
  if (values.length < 64) return values.sort()
  const keys = new Uint32Array(values.buffer, values.byteOffset, values.length)
  const other = new Uint32Array(scratch.buffer, scratch.byteOffset, values.length)
  const [low, middle, high] = histograms32(keys)
  scatter32(keys, other, low, 0)
  scatter32(other, keys, middle, 11)
  scatter32(keys, other, high, 22)
  for (let i = 0; i < keys.length; i++) {
    const flipped = other[i]!
    keys[i] = flipped & 0x80000000 ? flipped ^ 0x80000000 : ~flipped
  }
  return values
}

/** Turns keys into unsigned integers of the same order and counts their three digits. */
const histograms32 = (keys: Uint32Array): [Uint32Array, Uint32Array, Uint32Array] => {
  const low = new Uint32Array(2048)
  const middle = new Uint32Array(2048)
  const high = new Uint32Array(1024)
  for (let i = 0; i < keys.length; i++) {
    const bits = keys[i]!
    const key = (bits ^ ((bits >> 31) | 0x80000000)) >>> 0
    keys[i] = key
    low[key & 2047]!++
    middle[(key >>> 11) & 2047]!++
    high[key >>> 22]!++
  }
  return [starts(low), starts(middle), starts(high)]
}

const starts = (counts: Uint32Array): Uint32Array => {
  let next = 0
  for (let i = 0; i < counts.length; i++) {
    const count = counts[i]!
    counts[i] = next
    next += count
  }
  return counts
}

const scatter32 = (from: Uint32Array, to: Uint32Array, offsets: Uint32Array, shift: number): void => {
  for (let i = 0; i < from.length; i++) {
    const key = from[i]!
    const digit = (key >>> shift) & 2047
    const place = offsets[digit]!
    offsets[digit] = place + 1
    to[place] = key
  }
}

/** As sortFloat32, for doubles: four passes of 16 bits over (high, low) words; passes whose digit is constant are skipped. */
export const sortFloat64 = (values: Float64Array, scratch: Float64Array = new Float64Array(values.length)): Float64Array => {
  if (values.length < 4096) return values.sort()
  let from = new Uint32Array(values.buffer, values.byteOffset, values.length * 2)
  let to = new Uint32Array(scratch.buffer, scratch.byteOffset, values.length * 2)
  flip64(from)
  for (let pass = 0; pass < 6; pass++) {
    const counts = count64(from, pass)
    if (counts === null) continue
    scatter64(from, to, starts(counts), pass)
    ;[from, to] = [to, from]
  }
  unflip64(from)
  if (from.buffer !== values.buffer || from.byteOffset !== values.byteOffset) values.set(scratch.subarray(0, values.length))
  return values
}

/** Digits of 11 bits: three of the low word (11, 11, 10), three of the high word. Little-endian: word 2i is low. */
const WORD = [0, 0, 0, 1, 1, 1] as const
const SHIFT = [0, 11, 22, 0, 11, 22] as const

const flip64 = (words: Uint32Array): void => {
  for (let i = 0; i < words.length; i += 2) {
    const high = words[i + 1]!
    const mask = high >> 31
    words[i] = words[i]! ^ mask
    words[i + 1] = high ^ (mask | 0x80000000)
  }
}

const unflip64 = (words: Uint32Array): void => {
  for (let i = 0; i < words.length; i += 2) {
    const high = words[i + 1]!
    const mask = ~(high >> 31)
    words[i] = words[i]! ^ mask
    words[i + 1] = high ^ (mask | 0x80000000)
  }
}

const count64 = (words: Uint32Array, pass: number): Uint32Array | null => {
  const counts = new Uint32Array(2048)
  const shift = SHIFT[pass]!
  for (let i = WORD[pass]!; i < words.length; i += 2) counts[(words[i]! >>> shift) & 2047]!++
  const first = counts[(words[WORD[pass]!]! >>> shift) & 2047]!
  return first * 2 === words.length ? null : counts
}

const scatter64 = (from: Uint32Array, to: Uint32Array, offsets: Uint32Array, pass: number): void => {
  const word = WORD[pass]!
  const shift = SHIFT[pass]!
  for (let i = 0; i < from.length; i += 2) {
    const digit = (from[i + word]! >>> shift) & 2047
    const place = offsets[digit]!
    offsets[digit] = place + 1
    to[2 * place] = from[i]!
    to[2 * place + 1] = from[i + 1]!
  }
}
