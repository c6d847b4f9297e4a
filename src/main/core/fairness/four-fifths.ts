import type { MetricId } from '../../../shared/model/metrics'
import { pooledZTest } from '../stats/rate-tests'
import type { Context, PairMetric } from './context'
import type { Quantity } from '../stats/quantity'
import { undefinedQuantity, withoutInterval } from '../stats/quantity'
import { pick, RATE_MASKS } from './rates'
import { allOne } from '../columns/row-weights'
import { decreasing } from './transform'

type Counts = { k: number; n: number }

const countsOf = ({ table }: Context, group: number): Counts => ({
  k: pick(table.w, group, RATE_MASKS.selection_rate.numerator),
  n: pick(table.w, group, RATE_MASKS.selection_rate.denominator)
})

/** n_g·pooled − selected_g is n_g n_r/(n_g + n_r) times the difference the other way round. */
const shortfall: PairMetric = (context, group, reference) => {
  const [g, r] = [countsOf(context, group), countsOf(context, reference)]
  const factor = (g.n * r.n) / (g.n + r.n)
  return decreasing(
    context.design.difference(context.table, group, reference, RATE_MASKS.selection_rate),
    (difference) => 0 - factor * difference
  )
}

/** Rows with a decision, whatever they weigh. */
const sizes = ({ table }: Context, group: number, reference: number): Quantity['n'] => ({
  group: pick(table.counts, group, RATE_MASKS.selection_rate.denominator),
  reference: pick(table.counts, reference, RATE_MASKS.selection_rate.denominator)
})

/** Exact tests and single persons need rows that count as one each. */
const unweighted =
  (value: (g: Counts, r: Counts, n: Quantity['n']) => Quantity): PairMetric =>
  (context, group, reference) => {
    const [g, r] = [countsOf(context, group), countsOf(context, reference)]
    const n = sizes(context, group, reference)
    const { weights } = context.frame
    if (!allOne(weights) && weights?.counts !== true) return undefinedQuantity('weighted', n)
    return g.n > 0 && r.n > 0 ? value(g, r, n) : undefinedQuantity('zero-denominator', n)
  }

const standardDeviations: PairMetric = (context, group, reference) => {
  if (context.design.kind === 'clustered') return undefinedQuantity('rows-repeat', sizes(context, group, reference))
  return unweighted((g, r, n) => {
    const result = pooledZTest(g, r)
    if ('undefined' in result) return undefinedQuantity('zero-denominator', n)
    return { ...withoutInterval(result.z, 'a-statistic', { n }), test: { method: 'two-proportion-z', p: result.p } }
  })(context, group, reference)
}

const flipOne = unweighted((g, r, n) =>
  r.k > 1 ? withoutInterval((g.k + 1) / g.n / ((r.k - 1) / r.n), 'a-statistic', { n }) : undefinedQuantity('zero-reference', n)
)

export const FOUR_FIFTHS_METRICS: Partial<Record<MetricId, PairMetric>> = {
  shortfall,
  standard_deviations: standardDeviations,
  flip_one: flipOne
}
