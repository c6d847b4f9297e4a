import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'

/** Draws of one stream; the same seed gives the same numbers on every engine. */
export type Draws = {
  /** In [0, 1), 53 bits. */
  uniform: () => number
  /** Standard normal (Marsaglia & Bray 1964, polar method). */
  normal: () => number
  happens: (probability: number) => boolean
  /** Whole number in [0, below). */
  below: (below: number) => number
  /** One of the values by their shares; the last takes what rounding leaves. */
  pick: <T>(shares: readonly (readonly [T, number])[]) => T
}

const TWO_21 = 2_097_152
const TWO_53 = 9_007_199_254_740_992

export function drawsFrom(seed: number): Draws {
  const generator = xoroshiro128plus(seed)
  const uniform = (): number => ((generator.next() >>> 0) * TWO_21 + (generator.next() >>> 11)) / TWO_53
  const normal = (): number => {
    for (;;) {
      const u = 2 * uniform() - 1
      const v = 2 * uniform() - 1
      const s = u * u + v * v
      if (s > 0 && s < 1) return u * Math.sqrt((-2 * Math.log(s)) / s)
    }
  }
  const pick = <T>(shares: readonly (readonly [T, number])[]): T => {
    let left = uniform()
    for (const [value, share] of shares) {
      left -= share
      if (left < 0) return value
    }
    const last = shares.at(-1)
    if (last === undefined) throw new RangeError('pick: nothing to pick from')
    return last[0]
  }
  return { uniform, normal, happens: (p) => uniform() < p, below: (below) => Math.floor(uniform() * below), pick }
}
