import type { MetricId } from '../../../shared/model/metrics'
import { averageOddsDifference } from '../stats/average-odds'
import type { OddsCounts } from '../stats/extremes'
import { worstCaseEqualizedOdds } from '../stats/extremes'
import { ofTwo, TREATMENT_METRICS } from './composites'
import type { Context, PairMetric } from './context'
import { fromStats, undefinedQuantity, withoutInterval } from '../stats/quantity'
import type { Quantity } from '../stats/quantity'
import { RATE_MASKS } from './rates'
import { absolute, meanOfTwo } from './transform'

const { tpr, fpr } = RATE_MASKS

/** True and false positives with the sizes that a score limit takes. */
export function oddsOf({ design, table }: Context, group: number): OddsCounts {
  const [t, f] = [design.events(table, group, tpr), design.events(table, group, fpr)]
  return { truePositives: t.k, positives: t.n, falsePositives: f.k, negatives: f.n }
}

/** Rows with a decision and a label. */
export const labelledRows = ({ design, table }: Context, group: number): number =>
  design.events(table, group, tpr).rows + design.events(table, group, fpr).rows

const sizes = (context: Context, group: number, reference: number): Quantity['n'] => ({
  group: labelledRows(context, group),
  reference: labelledRows(context, reference)
})

const hasBothClasses = ({ positives, negatives }: OddsCounts): boolean => positives > 0 && negatives > 0

/** max(|ΔTPR|, |ΔFPR|): the data choose which, so an intersection–union interval. */
const worstCase: PairMetric = (context, group, reference) => {
  const n = sizes(context, group, reference)
  const [a, b] = [oddsOf(context, group), oddsOf(context, reference)]
  if (!hasBothClasses(a) || !hasBothClasses(b)) return undefinedQuantity('zero-denominator', n)
  const refused = context.design.refuses(context.table, [group, reference])
  const at = (level: number): ReturnType<typeof worstCaseEqualizedOdds> => worstCaseEqualizedOdds([a, b], level)
  const worst = at(context.design.level)
  if ('undefined' in worst) return undefinedQuantity('zero-denominator', n)
  return refused ? withoutInterval(worst.estimate, refused, { n }) : fromStats(worst.estimate, context.design.level, at, { n })
}

/** (|ΔTPR| + |ΔFPR|) / 2 is not smooth where a difference is 0: each size by its own limits at half the error rate. */
const meanAbsolute: PairMetric = (context, group, reference) => {
  const { design, table } = context
  const [t, f] = [tpr, fpr].map((mask) => absolute(design.difference(table, group, reference, mask)))
  return { ...meanOfTwo(t!, f!, design.level), n: sizes(context, group, reference) }
}

/** (ΔTPR + ΔFPR) / 2 from independent parts; linearised where rows are weighted or clustered. */
const averageOdds: PairMetric = (context, group, reference) => {
  const { design } = context
  if (design.kind !== 'independent') return linearisedAverageOdds(context, group, reference)
  const n = sizes(context, group, reference)
  const [a, b] = [oddsOf(context, group), oddsOf(context, reference)]
  const estimate = averageOddsDifference(a, b, design.level)
  if ('undefined' in estimate) return undefinedQuantity('zero-denominator', n)
  return fromStats(estimate.estimate, design.level, (level) => averageOddsDifference(a, b, level), { n })
}

const linearisedAverageOdds = ofTwo(
  (g, r) => (g.tp / (g.tp + g.fn) - r.tp / (r.tp + r.fn) + g.fp / (g.fp + g.tn) - r.fp / (r.fp + r.tn)) / 2,
  [tpr, fpr]
)

export const JOINT_METRICS: Partial<Record<MetricId, PairMetric>> = {
  equalized_odds_difference: worstCase,
  equalized_odds_difference_mean: meanAbsolute,
  average_abs_odds_difference: meanAbsolute,
  average_odds_difference: averageOdds,
  ...TREATMENT_METRICS
}
