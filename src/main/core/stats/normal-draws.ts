import type { Random } from './random'

/** Standard normal draws by the polar method (Marsaglia & Bray 1964), two at a time: logarithm and root only. */
export function normalDraws(random: Random): () => number {
  let spare: number | null = null
  return () => {
    if (spare !== null) {
      const kept = spare
      spare = null
      return kept
    }
    for (;;) {
      const u = 2 * random.uniform() - 1
      const v = 2 * random.uniform() - 1
      const s = u * u + v * v
      if (s <= 0 || s >= 1) continue
      const scale = Math.sqrt((-2 * Math.log(s)) / s)
      spare = v * scale
      return u * scale
    }
  }
}
