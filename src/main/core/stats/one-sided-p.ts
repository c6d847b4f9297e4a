import type { Estimate, Limits } from './estimate'

const SMALLEST_ALPHA = 1e-12
const STEPS = 48

/**
 * One-sided p of a claim about the true value: the smallest α/2 at which the whole interval `supports` it, by bisection of ln α on the limits that the report
 * prints, so that p ≤ α/2 exactly where the printed interval supports the claim. 1 where no interval does; never under 5e-13; null where the measure has none.
 */
export function oneSidedP({ measure, limits }: Estimate, supports: (limits: Limits) => boolean): number | null {
  if (limits === null || measure.estimate === null) return null
  const holds = (alpha: number): boolean => {
    const at = limits(alpha)
    return at !== null && supports(at)
  }
  if (holds(SMALLEST_ALPHA)) return SMALLEST_ALPHA / 2
  let low = Math.log(SMALLEST_ALPHA)
  let high = Math.log(0.999)
  if (!holds(Math.exp(high))) return 1
  for (let i = 0; i < STEPS; i++) {
    const middle = (low + high) / 2
    if (holds(Math.exp(middle))) high = middle
    else low = middle
  }
  return Math.exp(high) / 2
}

/** Two-sided p of "the true value is not 0", from the same limits. */
export function twoSidedP(estimate: Estimate): number | null {
  const above = oneSidedP(estimate, ({ low }) => low > 0)
  const below = oneSidedP(estimate, ({ high }) => high < 0)
  return above === null || below === null ? null : Math.min(1, 2 * above, 2 * below)
}
