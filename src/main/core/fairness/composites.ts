import type { MetricId } from '../../../shared/model/metrics'
import type { Context, GroupMetric, PairMetric } from './context'
import type { Smooth } from './linearise'
import type { Quantity } from '../stats/quantity'
import type { RateMask } from './rates'
import { FN, FP, pick, RATE_MASKS, TN, TP } from './rates'

type Confusion = { tp: number; fp: number; tn: number; fn: number }

const confusion = (masses: Float64Array, group: number): Confusion => ({
  tp: masses[group * 9 + TP]!,
  fp: masses[group * 9 + FP]!,
  tn: masses[group * 9 + TN]!,
  fn: masses[group * 9 + FN]!
})

const both: readonly number[] = [TP, FP, TN, FN]
const { tpr, tnr, fpr, ppv } = RATE_MASKS

const labelled = ({ table }: Context, group: number): number => pick(table.counts, group, both)

const share = (k: number, n: number): number => (n > 0 ? k / n : NaN)

const ofOne =
  (value: (c: Confusion) => number, components: readonly RateMask[]): GroupMetric =>
  (context, group) =>
    context.design.smooth(
      context.table,
      { groups: [group], value: (masses) => value(confusion(masses, group)), components: components.map((mask) => [group, mask]) },
      { group: labelled(context, group), reference: null }
    )

/** A function of the confusion counts of a group and of its reference. */
export const ofTwo = (value: (g: Confusion, r: Confusion) => number, components: readonly RateMask[]): PairMetric => {
  const smooth = (group: number, reference: number): Smooth => ({
    groups: [group, reference],
    value: (masses) => value(confusion(masses, group), confusion(masses, reference)),
    components: components.flatMap((mask): [number, RateMask][] => [
      [group, mask],
      [reference, mask]
    ])
  })
  return (context, group, reference): Quantity =>
    context.design.smooth(context.table, smooth(group, reference), {
      group: labelled(context, group),
      reference: labelled(context, reference)
    })
}

const mcc = ({ tp, fp, tn, fn }: Confusion): number => (tp * tn - fp * fn) / Math.sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn))

const F1_MASK: RateMask = { numerator: [TP], denominator: [TP, FP, FN] }

/** b = decision − label + 1 takes 0 for FN, 1 where they agree, 2 for FP; `term` is the summand of b/mean. */
const benefit =
  (term: (ratio: number) => number): ((c: Confusion) => number) =>
  ({ tp, fp, tn, fn }) => {
    const n = tp + fp + tn + fn
    const mean = (tp + tn + 2 * fp) / n
    return mean > 0 ? (fn * term(0) + (tp + tn) * term(1 / mean) + fp * term(2 / mean)) / n : NaN
  }

/** Summands of the generalized entropy of order 2, and of Theil's index (0 ln 0 = 0). */
export const entropyTerm = (ratio: number): number => (ratio * ratio - 1) / 2
export const theilTerm = (ratio: number): number => (ratio > 0 ? ratio * Math.log(ratio) : 0)

export const FP_SHARE: RateMask = { numerator: [FP], denominator: both }
export const FN_SHARE: RateMask = { numerator: [FN], denominator: both }

export const COMPOSITE_METRICS: Partial<Record<MetricId, GroupMetric>> = {
  balanced_accuracy: ofOne((c) => (share(c.tp, c.tp + c.fn) + share(c.tn, c.tn + c.fp)) / 2, [tpr, tnr]),
  f1: ofOne((c) => share(2 * c.tp, 2 * c.tp + c.fp + c.fn), [F1_MASK]),
  mcc: ofOne(mcc, [tpr, fpr, ppv]),
  generalized_entropy: ofOne(benefit(entropyTerm), [FP_SHARE, FN_SHARE]),
  theil: ofOne(benefit(theilTerm), [FP_SHARE, FN_SHARE])
}

export const TREATMENT_METRICS: Partial<Record<MetricId, PairMetric>> = {
  treatment_equality_fp_fn: ofTwo((g, r) => share(r.fp, r.fn) - share(g.fp, g.fn), [FP_SHARE, FN_SHARE]),
  treatment_equality_fn_fp: ofTwo((g, r) => share(g.fn, g.fp) - share(r.fn, r.fp), [FP_SHARE, FN_SHARE])
}
