import { dependenceOf } from '../columns/dependence'
import type { DriftInput } from './input'
import { planned } from './slices'

/**
 * Rows spread evenly over a part, at most so many, and of rows that belong together only the first: what is left is independent. The numbers of
 * rows are those of the measures, so nothing is sampled silently.
 */
export function sampledRows(input: DriftInput, side: 'reference' | 'current', most: number): Uint32Array {
  const part = input[side]
  const size = Math.min(part.rows, most)
  const spread = Uint32Array.from({ length: size }, (_, i) => Math.floor((i * part.rows) / size))
  const dependence = dependenceOf(planned(input, part))
  if (dependence === null) return spread
  const seen = new Set<number>()
  return spread.filter((row) => {
    const code = dependence.codes[row]!
    if (code === 0) return true
    const fresh = !seen.has(code)
    seen.add(code)
    return fresh
  })
}
