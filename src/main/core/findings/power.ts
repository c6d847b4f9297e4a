import type { Verdict } from '../../../shared/model/finding'
import { METRICS } from '../../../shared/model/metrics'
import type { Estimate } from '../stats/estimate'
import type { Computed } from '../stats/interval'
import { isUndefined } from '../stats/interval'
import {
  largestPassingDifference,
  largestPassingRatio,
  neededN,
  neededNForDifference,
  smallestPassingDifference,
  smallestPassingRatio
} from '../stats/power'
import type { Threshold } from './threshold'

const orNull = (value: Computed<number>): number | null => (isUndefined(value) ? null : value)

/** Of a band the side that lies nearer to the estimate. */
function side({ atLeast, atMost }: Threshold, estimate: number): { edge: number; direction: 'at-least' | 'at-most' } | null {
  if (atLeast !== null && (atMost === null || estimate - atLeast <= atMost - estimate)) return { edge: atLeast, direction: 'at-least' }
  return atMost === null ? null : { edge: atMost, direction: 'at-most' }
}

/**
 * The true value that would pass with 80 % power at these sizes, and the rows the group needs to pass at its observed rate (STATISTICS §4c);
 * null where the measure is no ratio or difference of two rates.
 */
export function powerOf({ measure, rates }: Estimate, threshold: Threshold, level: number): Verdict['power'] {
  const { unit } = METRICS[measure.metric]
  const nearest = measure.estimate === null ? null : side(threshold, measure.estimate)
  if (rates === undefined || nearest === null || (unit !== 'ratio' && unit !== 'difference')) return null
  const { edge, direction } = nearest
  const reference = { referenceN: rates.reference.n, referenceRate: rates.reference.p, level }
  const design = { ...reference, n: rates.group.n }
  const passing = {
    ratio: { 'at-least': smallestPassingRatio, 'at-most': largestPassingRatio },
    difference: { 'at-least': smallestPassingDifference, 'at-most': largestPassingDifference }
  }[unit][direction]
  const needed = unit === 'ratio' ? neededN : neededNForDifference
  return { passingValue: orNull(passing(edge, design)), neededN: orNull(needed(rates.group.p, edge, direction, reference)) }
}
