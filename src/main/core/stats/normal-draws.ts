import type { Random } from './random'

/** Draws made at a time: numbers in a typed array need no box. */
const BATCH = 256

/** Standard normal draws by the polar method (Marsaglia & Bray 1964), two at a time: logarithm and root only. */
export function normalDraws(random: Random): () => number {
  const made = new Float64Array(BATCH)
  let used = BATCH
  return () => {
    if (used === BATCH) {
      fill(random, made)
      used = 0
    }
    return made[used++]!
  }
}

function fill(random: Random, made: Float64Array): void {
  for (let i = 0; i < made.length; i += 2) {
    let u = 0
    let v = 0
    let s = 0
    while (s <= 0 || s >= 1) {
      u = 2 * random.uniform() - 1
      v = 2 * random.uniform() - 1
      s = u * u + v * v
    }
    const scale = Math.sqrt((-2 * Math.log(s)) / s)
    made[i] = u * scale
    made[i + 1] = v * scale
  }
}
