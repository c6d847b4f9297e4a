import type { Plan } from '../../../shared/model/plan'
import type { Estimate } from '../stats/estimate'
import { expand } from './expand'
import { decidesBy, limitsOf } from './judge'
import type { Threshold } from './threshold'
import { thresholdOf } from './threshold'

/** Beyond this many replicates a verdict that still turns on the draw is `insufficient`. */
export const MOST_REPLICATES = 50_000

/** Whether a resampled limit lies within three of its Monte Carlo standard errors of the threshold (STATISTICS §4). */
export function withinMonteCarloError({ measure, monteCarloError }: Estimate, { atLeast, atMost }: Threshold): boolean {
  const limits = limitsOf(measure)
  if (limits === null || monteCarloError === undefined) return false
  const near = (edge: number | null): boolean =>
    edge !== null && (Math.abs(limits.low - edge) <= 3 * monteCarloError.low || Math.abs(limits.high - edge) <= 3 * monteCarloError.high)
  return near(atLeast) || near(atMost)
}

/** Whether a criterion's verdict turns on the draw: the caller doubles the replicates, up to 50,000, and computes again. */
export function needsMoreReplicates({ plan, estimates }: { plan: Plan; estimates: readonly Estimate[] }): boolean {
  return plan.criteria.some(
    (criterion) =>
      decidesBy(criterion, plan) === 'interval' &&
      expand(criterion, estimates, plan).judged.some((estimate) => withinMonteCarloError(estimate, thresholdOf(criterion)))
  )
}
