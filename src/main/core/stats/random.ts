/** A stream of random 32-bit words and of uniform doubles on (0, 1), the same on every machine. */
export type Random = {
  /** the next word, 0 … 2³²−1 */
  word: () => number
  /** uniform on the open interval (0, 1), 53 bits (two words) */
  uniform: () => number
}

const rotate = (x: number, bits: number): number => (x << bits) | (x >>> (32 - bits))

/** Words made at a time: the state then stays in registers. */
const BATCH = 256

/** Fills `words` with the next outputs of xoshiro128++ and moves the state on. */
const refill = (state: Int32Array, words: Uint32Array): void => {
  let a = state[0]!
  let b = state[1]!
  let c = state[2]!
  let d = state[3]!
  for (let i = 0; i < words.length; i++) {
    words[i] = (rotate((a + d) | 0, 7) + a) | 0
    const t = b << 9
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= t
    d = rotate(d, 11)
  }
  state.set([a, b, c, d])
}

/** xoshiro128++ of Blackman and Vigna (2019) from four words that are not all zero. */
export const xoshiro = (s0: number, s1: number, s2: number, s3: number): Random => {
  const state = Int32Array.of(s0, s1, s2, s3)
  const words = new Uint32Array(BATCH)
  let used = BATCH
  const word = (): number => {
    if (used === BATCH) {
      refill(state, words)
      used = 0
    }
    return words[used++]!
  }
  return { word, uniform: () => ((word() >>> 6) * 134217728 + (word() >>> 5) + 0.5) / 9007199254740992 }
}

/** Murmur3's finaliser: a bijection of 32-bit words in which each input bit moves every output bit. */
const mix = (x: number): number => {
  let h = x | 0
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/**
 * Stream number `stream` of a seed (a hexadecimal string such as a SHA-256). Streams are independent of each other, so that
 * replicate r is the same whatever the number of replicates, blocks or threads.
 */
export const randomStream = (seed: string, stream: number): Random => {
  const state = [0x9e3779b9, 0x243f6a88, 0xb7e15162, 0x452821e6]
  const absorb = (value: number): void => {
    for (let i = 0; i < 4; i++) state[i] = mix(state[i]! + Math.imul(value, 2 * i + 1) + state[(i + 3) & 3]! + 0x9e3779b9)
  }
  for (let i = 0; i < seed.length; i++) absorb(seed.charCodeAt(i))
  absorb(stream >>> 0)
  absorb(Math.floor(stream / 4294967296))
  absorb(seed.length)
  return xoshiro(state[0]!, state[1]!, state[2]!, state[3]! | 1)
}

/** Uniform whole number 0 … bound−1 without bias (bound ≤ 2³²). */
export const below = (random: Random, bound: number): number => {
  for (;;) {
    const word = random.word()
    // Only words of the last stretch can be beyond the largest multiple of the bound.
    if (word < 4294967296 - bound || word < 4294967296 - (4294967296 % bound))
      return bound > 4294967295 ? word : (word >>> 0) % (bound >>> 0)
  }
}
