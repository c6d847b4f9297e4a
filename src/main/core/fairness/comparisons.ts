import type { MetricId, RateId } from '../../../shared/model/metrics'
import { RATE_IDS } from '../../../shared/model/metrics'
import { fisherTest } from '../stats/fisher'
import type { Context, GroupMetric, PairMetric } from './context'
import type { Quantity } from '../stats/quantity'
import type { RateMask } from './rates'
import { LABEL_KNOWN, pick, RATE_MASKS } from './rates'

/** Rates of one group. */
export const RATE_METRICS: Partial<Record<MetricId, GroupMetric>> = {
  ...Object.fromEntries(
    RATE_IDS.map((id): [RateId, GroupMetric] => [id, ({ design, table }, group) => design.rate(table, group, RATE_MASKS[id])])
  ),
  label_known: ({ design, table }, group) => design.rate(table, group, LABEL_KNOWN)
}

/** Differences, with Fisher's mid-p where rows are counts of independent ones, and ratios. */
export const COMPARISON_METRICS: Partial<Record<MetricId, PairMetric>> = Object.fromEntries(
  RATE_IDS.flatMap((id): [MetricId, PairMetric][] => [
    [`${id}_difference`, (context, group, reference) => tested(context, group, reference, RATE_MASKS[id])],
    [`${id}_ratio`, ({ design, table }, group, reference) => design.ratio(table, group, reference, RATE_MASKS[id])]
  ])
)

function tested({ design, table }: Context, group: number, reference: number, mask: RateMask): Quantity {
  const quantity = design.difference(table, group, reference, mask)
  if (!design.countsRows || quantity.estimate === null) return quantity
  const count = (i: number): { k: number; n: number } => ({ k: pick(table.w, i, mask.numerator), n: pick(table.w, i, mask.denominator) })
  const result = fisherTest(count(group), count(reference))
  return 'undefined' in result ? quantity : { ...quantity, test: { method: 'fisher-mid-p', p: result.midP.twoSided } }
}
