import type { RateId } from '../../../shared/model/metrics'

/** A rate as combinations of (decision, label) that count in its numerator and in its denominator. */
export type RateMask = { numerator: readonly number[]; denominator: readonly number[]; needs: 'decision' | 'label' | 'both' }

const at = (decision: number, label: number): number => 3 * decision + label
const [TN, FN, FP, TP] = [at(0, 0), at(0, 1), at(1, 0), at(1, 1)]
const selected = [FP, TP, at(1, 2)]
const rejected = [TN, FN, at(0, 2)]
const positive = [FN, TP, at(2, 1)]
const negative = [TN, FP, at(2, 0)]

const both = (numerator: number[], denominator: number[]): RateMask => ({ numerator, denominator, needs: 'both' })

export const RATE_MASKS: Readonly<Record<RateId, RateMask>> = {
  base_rate: { numerator: positive, denominator: [...positive, ...negative], needs: 'label' },
  selection_rate: { numerator: selected, denominator: [...selected, ...rejected], needs: 'decision' },
  tpr: both([TP], [TP, FN]),
  fpr: both([FP], [FP, TN]),
  tnr: both([TN], [FP, TN]),
  fnr: both([FN], [TP, FN]),
  ppv: both([TP], [TP, FP]),
  npv: both([TN], [TN, FN]),
  fdr: both([FP], [TP, FP]),
  for: both([FN], [TN, FN]),
  accuracy: both([TP, TN], [TP, TN, FP, FN])
}

/** Sum of some combinations of a group. */
export const pick = (counts: Float64Array, group: number, combinations: readonly number[]): number => {
  let total = 0
  for (const combination of combinations) total += counts[group * 9 + combination]!
  return total
}
