import type { Estimate } from '../stats/estimate'
import type { Threshold } from './threshold'
import { whollyViolates } from './threshold'

const SMALLEST_ALPHA = 1e-12
const STEPS = 48

/**
 * One-sided p of "the criterion is violated": the smallest α/2 at which the interval lies wholly beyond the threshold, by bisection of ln α
 * on the limits that the report prints, so that p ≤ α/2 exactly where the interval says fail. 1 where no interval lies beyond it; never under
 * 5e-13; null where the measure has no interval.
 */
export function failP({ measure, limits }: Estimate, threshold: Threshold): number | null {
  if (limits === null || measure.estimate === null) return null
  const violated = (alpha: number): boolean => {
    const at = limits(alpha)
    return at !== null && whollyViolates(at, threshold)
  }
  if (violated(SMALLEST_ALPHA)) return SMALLEST_ALPHA / 2
  let low = Math.log(SMALLEST_ALPHA)
  let high = Math.log(0.999)
  if (!violated(Math.exp(high))) return 1
  for (let i = 0; i < STEPS; i++) {
    const middle = (low + high) / 2
    if (violated(Math.exp(middle))) high = middle
    else low = middle
  }
  return Math.exp(high) / 2
}
