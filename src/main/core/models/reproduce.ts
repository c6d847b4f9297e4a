import type { Model } from './model'

/**
 * How far the model file reproduces the scores that were logged. `tolerance`: what the library's own arithmetic and the digits of the log
 * leave open, relative to max(1, |score|). `worst`: the row (from 0) with the largest relative difference.
 */
export type Reproduction = {
  rows: number
  /** rows with a logged score */
  compared: number
  reproduced: number
  tolerance: number
  /** decimals of the logged scores, where they were rounded; null where they were not */
  decimals: number | null
  worst: { row: number; logged: number; computed: number } | null
}

/** Float32 sums of hundreds of trees differ in the sixth digit with their order; doubles in the twelfth. */
const OF_THE_LIBRARY: Readonly<Record<Model['precision'], number>> = { float32: 5e-6, float64: 1e-10 }
const MOST_DECIMALS = 8

/** Compares scores row by row; NaN in the log is a row without a score, NaN from the model reproduces nothing. */
export function reproduce(precision: Model['precision'], logged: Float64Array, computed: Float64Array): Reproduction {
  const decimals = decimalsOf(logged)
  const tolerance = OF_THE_LIBRARY[precision] + (decimals === null ? 0 : 0.5 / tenTo(decimals))
  const result: Reproduction = { rows: logged.length, compared: 0, reproduced: 0, tolerance, decimals, worst: null }
  let most = -1
  for (let row = 0; row < logged.length; row++) {
    if (logged[row]! !== logged[row]!) continue
    result.compared++
    const gap = relativeGap(logged[row]!, computed[row]!)
    if (gap <= tolerance) result.reproduced++
    if (gap <= most) continue
    most = gap
    result.worst = { row, logged: logged[row]!, computed: computed[row]! }
  }
  return result
}

function relativeGap(logged: number, computed: number): number {
  if (logged === computed) return 0
  const gap = Math.abs(logged - computed) / Math.max(1, Math.abs(logged))
  return gap === gap ? gap : Infinity
}

/** The fewest decimals that write every score exactly, null where more than eight are needed. */
function decimalsOf(scores: Float64Array): number | null {
  let decimals = 0
  for (const score of scores) {
    if (!Number.isFinite(score)) continue
    while (decimals <= MOST_DECIMALS && !hasDecimals(score, decimals)) decimals++
    if (decimals > MOST_DECIMALS) return null
  }
  return decimals
}

function hasDecimals(score: number, decimals: number): boolean {
  const scaled = score * tenTo(decimals)
  return Math.abs(scaled - Math.round(scaled)) <= Math.abs(scaled) * 4e-16
}

const TENS = [1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8]
const tenTo = (power: number): number => TENS[power]!
