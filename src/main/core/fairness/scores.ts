import type { MetricId } from '../../../shared/model/metrics'
import { standardisedMeanDifference } from '../stats/means'
import { AUC_DIFFERENCE, AUC_METRIC } from './area-under-curve'
import { expectedCalibrationError } from './calibration'
import type { GroupMetric, PairMetric } from './context'
import { fromStats, undefinedQuantity, withoutInterval } from '../stats/quantity'
import type { RowValue } from './score-sums'
import { withinRange } from './transform'
import { wasserstein } from './wasserstein'

const meanOf =
  (kind: RowValue): GroupMetric =>
  ({ design, table, sums }, group) =>
    design.mean(sums(table, kind), group)

/** What is made of probabilities lies in a range of its own. */
const boundedMeanOf =
  (kind: RowValue, most: number): GroupMetric =>
  (context, group) => {
    const quantity = meanOf(kind)(context, group)
    return context.frame.score?.isProbability ? withinRange(quantity, 0, most) : quantity
  }

const differenceOf =
  (kind: RowValue): PairMetric =>
  ({ design, table, sums }, group, reference) =>
    design.meanDifference(sums(table, kind), group, reference)

const standardised: PairMetric = ({ design, table, sums }, group, reference) => {
  const { moments } = sums(table, 'score')
  const [a, b] = [moments[group]!, moments[reference]!]
  const n = { group: a.n, reference: b.n }
  const at = (level: number): ReturnType<typeof standardisedMeanDifference> => standardisedMeanDifference(a, b, level)
  const result = at(design.level)
  if ('undefined' in result) return undefinedQuantity(result.undefined === 'no-rows' ? 'no-rows' : 'zero-denominator', n)
  if (design.kind === 'clustered') return withoutInterval(result.estimate, 'rows-repeat', { n })
  return fromStats(result.estimate, design.level, at, { n })
}

export const SCORE_METRICS: Partial<Record<MetricId, GroupMetric>> = {
  mean_score: boundedMeanOf('score', 1),
  brier: boundedMeanOf('squared_error', 1),
  log_loss: boundedMeanOf('log_loss', Infinity),
  calibration_in_the_large: meanOf('error'),
  auc: AUC_METRIC,
  ece: expectedCalibrationError
}

export const SCORE_COMPARISONS: Partial<Record<MetricId, PairMetric>> = {
  mean_score_difference: differenceOf('score'),
  standardised_mean_difference: standardised,
  auc_difference: AUC_DIFFERENCE,
  wasserstein
}

export const regressionMean = meanOf
export const regressionDifference = differenceOf
