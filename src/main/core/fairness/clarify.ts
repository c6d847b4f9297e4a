import type { MetricId } from '../../../shared/model/metrics'
import { proportionInterval } from '../stats/proportion'
import { ofTwo } from './composites'
import type { PairMetric } from './context'
import type { Quantity } from '../stats/quantity'
import { undefinedQuantity, withInterval, withoutInterval } from '../stats/quantity'
import type { RateMask } from './rates'
import { FN, FP, pick, RATE_MASKS, TN, TP } from './rates'
import { absolute, decreasing, swapped } from './transform'

/** Difference of a rate, advantaged (the reference of the pair) minus disadvantaged. */
const aMinusD =
  (mask: RateMask): PairMetric =>
  ({ design, table }, d, a) =>
    swapped(design.difference(table, a, d, mask))

const dMinusA =
  (mask: RateMask): PairMetric =>
  ({ design, table }, d, a) =>
    design.difference(table, d, a, mask)

/** (n_a − n_d) / (n_a + n_d) = 1 − 2 n_d/n. */
const imbalance: PairMetric = ({ design, table }, d, a) => {
  const n = { group: table.rows[d]!, reference: table.rows[a]! }
  const [nd, na] = [pick(table.w, d, EVERY), pick(table.w, a, EVERY)]
  const share = nd / (nd + na)
  if (design.kind !== 'independent') return withoutInterval(1 - 2 * share, design.kind === 'weighted' ? 'weighted' : 'rows-repeat', { n })
  return decreasing(
    withInterval(share, design.level, (at) => proportionInterval(nd, nd + na, at), { n }),
    (p) => 1 - 2 * p
  )
}

const EVERY = [0, 1, 2, 3, 4, 5, 6, 7, 8]

/** A divergence of the two label distributions: never below 0, so not smooth where they agree. */
const divergence =
  (value: (pa: number, pd: number) => number): PairMetric =>
  ({ design, table }, d, a) => {
    const [own, other] = [design.events(table, d, RATE_MASKS.base_rate), design.events(table, a, RATE_MASKS.base_rate)]
    const n = { group: own.rows, reference: other.rows }
    if (!(own.n > 0) || !(other.n > 0)) return undefinedQuantity('zero-denominator', n)
    const result = value(other.p, own.p)
    return Number.isFinite(result) ? withoutInterval(result, 'not-smooth', { n }) : undefinedQuantity('zero-denominator', n)
  }

const term = (p: number, q: number): number => (p > 0 ? p * Math.log(p / q) : 0)
const kullback = (p: number, q: number): number => term(p, q) + term(1 - p, 1 - q)
const jensen = (p: number, q: number): number => (kullback(p, (p + q) / 2) + kullback(q, (p + q) / 2)) / 2

const size =
  (factor: number): PairMetric =>
  (context, d, a): Quantity =>
    absolute(aMinusD(RATE_MASKS.base_rate)(context, d, a), factor)

const over = (k: number, n: number): number => (n > 0 ? k / n : NaN)
const LABEL_ONE: RateMask = { numerator: [TP, FN], denominator: [TP, FP, TN, FN] }
const SELECTED: RateMask = { numerator: [TP, FP], denominator: [TP, FP, TN, FN] }

/** Clarify's metrics of a facet d against all other rows a; those conditional on a control are in stratified.ts, TE and GE in joint.ts. */
export const CLARIFY_METRICS: Partial<Record<MetricId, PairMetric>> = {
  CI: imbalance,
  DPL: aMinusD(RATE_MASKS.base_rate),
  KL: divergence(kullback),
  JS: divergence(jensen),
  LP: size(Math.SQRT2),
  TVD: size(1),
  KS: size(1),
  DPPL: aMinusD(RATE_MASKS.selection_rate),
  DI: ({ design, table }, d, a) => design.ratio(table, d, a, RATE_MASKS.selection_rate),
  DCAcc: ofTwo((d, a) => over(a.tp + a.fn, a.tp + a.fp) - over(d.tp + d.fn, d.tp + d.fp), [LABEL_ONE, SELECTED]),
  DCR: ofTwo((d, a) => over(d.tn + d.fp, d.tn + d.fn) - over(a.tn + a.fp, a.tn + a.fn), [LABEL_ONE, SELECTED]),
  SD: dMinusA(RATE_MASKS.tnr),
  RD: aMinusD(RATE_MASKS.tpr),
  DAR: aMinusD(RATE_MASKS.ppv),
  DRR: dMinusA(RATE_MASKS.npv),
  AD: aMinusD(RATE_MASKS.accuracy)
}
