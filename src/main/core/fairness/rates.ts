import type { RateId } from '../../../shared/model/metrics'

/** A rate as combinations of (decision, label) that count in its numerator and in its denominator. */
export type RateMask = { numerator: readonly number[]; denominator: readonly number[] }

const at = (decision: number, label: number): number => 3 * decision + label
export const [TN, FN, FP, TP] = [at(0, 0), at(0, 1), at(1, 0), at(1, 1)]
/** Selected, rejected; labels 1, labels 0; selected and rejected without a label. */
export const [SELECTED_UNLABELLED, REJECTED_UNLABELLED] = [at(1, 2), at(0, 2)]
export const SELECTED = [FP, TP, SELECTED_UNLABELLED]
export const REJECTED = [TN, FN, REJECTED_UNLABELLED]
export const POSITIVE = [FN, TP, at(2, 1)]
export const NEGATIVE = [TN, FP, at(2, 0)]
export const ALL = [0, 1, 2, 3, 4, 5, 6, 7, 8]

const rate = (numerator: readonly number[], denominator: readonly number[]): RateMask => ({ numerator, denominator })

export const RATE_MASKS: Readonly<Record<RateId, RateMask>> = {
  base_rate: rate(POSITIVE, [...POSITIVE, ...NEGATIVE]),
  selection_rate: rate(SELECTED, [...SELECTED, ...REJECTED]),
  tpr: rate([TP], [TP, FN]),
  fpr: rate([FP], [FP, TN]),
  tnr: rate([TN], [FP, TN]),
  fnr: rate([FN], [TP, FN]),
  ppv: rate([TP], [TP, FP]),
  npv: rate([TN], [TN, FN]),
  fdr: rate([FP], [TP, FP]),
  for: rate([FN], [TN, FN]),
  accuracy: rate([TP, TN], [TP, TN, FP, FN])
}

export const LABEL_KNOWN = rate([...POSITIVE, ...NEGATIVE], ALL)

/** Sum of some combinations of a group. */
export const pick = (masses: Float64Array, group: number, combinations: readonly number[]): number => {
  let total = 0
  for (const combination of combinations) total += masses[group * 9 + combination]!
  return total
}
