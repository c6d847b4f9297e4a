import type { Verdict } from '../../../shared/model/finding'
import type { Measure, StatusReason } from '../../../shared/model/measure'
import type { Criterion, Plan } from '../../../shared/model/plan'
import type { Estimate, Limits } from '../stats/estimate'
import { failP } from './fail-p'
import type { Threshold } from './threshold'
import { thresholdOf, violatesAt, whollySatisfies, whollyViolates } from './threshold'

export type Outcome = Pick<Verdict, 'verdict' | 'reason'>

const insufficient = (reason: NonNullable<Verdict['reason']>): Outcome => ({ verdict: 'insufficient', reason })

/** A census is judged on what happened, whatever the criterion says (STATISTICS §1). */
export const decidesBy = (criterion: Criterion, plan: Plan): Verdict['decides'] =>
  plan.inference.kind === 'census' ? 'point' : criterion.decides

/** An interval open on a side has no limit there. */
export const limitsOf = ({ interval }: Measure): Limits | null =>
  interval === null ? null : { low: interval.low ?? -Infinity, high: interval.high ?? Infinity }

export const observedAgainst = ({ estimate }: Measure, threshold: Threshold): Verdict['observed'] =>
  estimate === null ? 'undefined' : violatesAt(estimate, threshold) ? 'crossed' : 'not-crossed'

const reasonWithoutInterval = (reason: StatusReason | undefined): NonNullable<Verdict['reason']> =>
  reason === 'few-clusters' || reason === 'below-minimum-size' || reason === 'monte-carlo' ? reason : 'no-interval'

/** Two one-sided tests at α/2: pass or fail only where the whole interval says so (STATISTICS §4). */
function byInterval(measure: Measure, threshold: Threshold): Outcome {
  const limits = limitsOf(measure)
  if (limits === null) return insufficient(reasonWithoutInterval(measure.noInterval ?? measure.status.reason))
  if (whollySatisfies(limits, threshold)) return { verdict: 'pass' }
  if (whollyViolates(limits, threshold)) return { verdict: 'fail' }
  return insufficient('interval-holds-threshold')
}

/** An estimate that rests on an assumption never passes (STATISTICS §8). */
function outcome(measure: Measure, threshold: Threshold, by: Verdict['decides'], small: boolean): Outcome {
  if (small || isSmallPlace(measure)) return insufficient('below-minimum-size')
  if (measure.estimate === null) return insufficient(measure.status.reason === 'few-clusters' ? 'few-clusters' : 'undefined')
  const found: Outcome =
    by === 'interval' ? byInterval(measure, threshold) : { verdict: violatesAt(measure.estimate, threshold) ? 'fail' : 'pass' }
  return found.verdict === 'pass' && measure.status.code === 'assumed' ? insufficient('assumed') : found
}

/** Of a window or a slice: groups are told apart by their own sizes. */
const isSmallPlace = ({ at, status }: Measure): boolean => (at.window ?? at.slice) !== undefined && status.code === 'small'

/** The verdict of a criterion on one measure (`small`: of a group under the minimum size), before unknowns, Monte Carlo error and Holm are looked at. */
export function judge(criterion: Criterion, estimate: Estimate, plan: Plan, small: boolean): Verdict {
  const threshold = thresholdOf(criterion)
  const decides = decidesBy(criterion, plan)
  return {
    criterion: criterion.id,
    measure: estimate.measure.id,
    primary: criterion.primary,
    decides,
    threshold,
    observed: observedAgainst(estimate.measure, threshold),
    ...outcome(estimate.measure, threshold, decides, small),
    failP: decides === 'interval' ? failP(estimate, threshold) : null,
    failPHolm: null,
    power: null
  }
}
