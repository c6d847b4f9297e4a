import type { MetricId } from '../../../shared/model/metrics'
import { entropyTerm, theilTerm } from './composites'
import type { ExtremesMetric } from './extremes'
import { undefinedQuantity, withoutInterval } from '../stats/quantity'
import { FN, FP, pick, TN, TP } from './rates'

const LABELLED = [TP, FP, TN, FN]

/** The index of a population in which every row has the mean benefit of its group; 0 where the means agree, so not smooth there. */
const between =
  (term: (ratio: number) => number): ExtremesMetric =>
  ({ table }, among) => {
    const groups = among
      .map((group) => ({ n: pick(table.w, group, LABELLED), total: pick(table.w, group, [TP, TN]) + 2 * pick(table.w, group, [FP]) }))
      .filter(({ n }) => n > 0)
    const rows = among.reduce((sum, group) => sum + pick(table.counts, group, LABELLED), 0)
    const n = groups.reduce((sum, group) => sum + group.n, 0)
    const mean = groups.reduce((sum, group) => sum + group.total, 0) / n
    if (!(mean > 0)) return undefinedQuantity('zero-denominator', { group: rows, reference: null })
    const value = groups.reduce((sum, group) => sum + group.n * term(group.total / group.n / mean), 0) / n
    return withoutInterval(value, 'not-smooth', { n: { group: rows, reference: null } })
  }

/** Indices between the groups of a table; FN counts 0, agreement 1 and FP 2 (Speicher et al. 2018). */
export const BETWEEN_METRICS: Partial<Record<MetricId, ExtremesMetric>> = {
  generalized_entropy_between: between(entropyTerm),
  theil_between: between(theilTerm)
}
