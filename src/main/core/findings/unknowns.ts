import type { Measure } from '../../../shared/model/measure'
import { groupPath } from '../../../shared/model/measure-id'
import type { Estimate } from '../stats/estimate'
import type { Threshold } from './threshold'
import { whollySatisfies } from './threshold'

const samePlace = (bound: Measure, measure: Measure): boolean =>
  bound.at.bound !== undefined &&
  bound.assessment === measure.assessment &&
  bound.at.part === measure.at.part &&
  bound.at.model === measure.at.model &&
  bound.at.control === measure.at.control &&
  bound.at.class === measure.at.class

/** Bounds of the very measure. */
function bounds(bound: Measure, measure: Measure): boolean {
  if (bound.metric !== `${measure.metric}_bound` || !samePlace(bound, measure)) return false
  return groupPath(bound.group) === groupPath(measure.group) && JSON.stringify(bound.reference) === JSON.stringify(measure.reference)
}

/**
 * Whether the values that are unknown could undo a pass: a Manski bound on the measure lies beyond the threshold (STATISTICS §7). A bound
 * that does not exist lies at infinity. Measures without bounds are not touched.
 */
export function unknownsMayCross(measure: Measure, estimates: readonly Estimate[], threshold: Threshold): boolean {
  return estimates
    .filter((candidate) => bounds(candidate.measure, measure))
    .some(({ measure: { estimate, at }, withheld }) => {
      const end = estimate ?? withheld ?? (at.bound === 'low' ? -Infinity : Infinity)
      return !whollySatisfies({ low: end, high: end }, threshold)
    })
}
