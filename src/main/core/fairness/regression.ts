import type { MetricId } from '../../../shared/model/metrics'
import { criticalValue } from '../stats/normal'
import { around } from './count-design'
import type { GroupMetric, PairMetric } from './context'
import { effectiveSize } from '../stats/moments'
import type { Quantity } from '../stats/quantity'
import { undefinedQuantity, withInterval, withoutInterval } from '../stats/quantity'
import { regressionDifference, regressionMean } from './scores'
import { rSquaredSpread } from './r-squared'
import { increasing } from './transform'

/** √ of the mean squared error and of its limits. */
const rmse: GroupMetric = (context, group) =>
  increasing(regressionMean('squared_error')(context, group), (value) => Math.sqrt(Math.max(0, value)))

/** 1 − Σ(y − ŷ)²/Σ(y − ȳ)²; delta method on the two sums. */
const rSquared: GroupMetric = (context, group): Quantity => {
  const { design, table, sums } = context
  const [errors, outcomes] = [sums(table, 'squared_error').moments[group]!, sums(table, 'outcome').moments[group]!]
  const n = { group: errors.n, reference: null }
  const squares = outcomes.sumWXX - (outcomes.sumWX * outcomes.sumWX) / outcomes.sumW
  if (!(errors.n > 1) || !(squares > 0)) return undefinedQuantity('zero-denominator', n)
  const estimate = 1 - errors.sumWX / squares
  if (design.kind === 'clustered') return withoutInterval(estimate, 'rows-repeat', { n })
  const error = Math.sqrt(rSquaredSpread(context, group, estimate, outcomes.sumWX / outcomes.sumW, squares) * design.correction)
  return effectiveSize(errors) > 2
    ? withInterval(estimate, design.level, (at) => around(estimate, criticalValue(at) * error, at, 'delta'), { n })
    : withoutInterval(estimate, 'below-minimum-size', { n })
}

export const REGRESSION_METRICS: Partial<Record<MetricId, GroupMetric>> = {
  mae: regressionMean('absolute_error'),
  rmse,
  r2: rSquared,
  mean_residual: regressionMean('error'),
  mean_label: regressionMean('outcome')
}

export const REGRESSION_COMPARISONS: Partial<Record<MetricId, PairMetric>> = {
  mean_residual_difference: regressionDifference('error'),
  mean_label_difference: regressionDifference('outcome')
}
