import type { Criterion } from '../../../shared/model/plan'
import { METRICS } from '../../../shared/model/metrics'
import type { Estimate } from '../stats/estimate'
import { thresholdOf, violatesAt } from './threshold'

/** Whether the observed side of the threshold would change with one event more or less in the group, for ratios and differences of rates. */
export function turnsOnOneRow({ measure, rates }: Estimate, criterion: Criterion): boolean {
  const { unit } = METRICS[measure.metric]
  if (rates === undefined || measure.estimate === null || (unit !== 'ratio' && unit !== 'difference')) return false
  const { group, reference } = rates
  const threshold = thresholdOf(criterion)
  const value = (p: number): number => (unit === 'ratio' ? p / reference.p : p - reference.p)
  const observed = violatesAt(measure.estimate, threshold)
  return [group.p - 1 / group.n, group.p + 1 / group.n].some((p) => p >= 0 && p <= 1 && violatesAt(value(p), threshold) !== observed)
}
