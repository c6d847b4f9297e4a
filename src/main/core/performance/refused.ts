import type { StatusReason } from '../../../shared/model/measure'
import type { PerformanceSide } from './input'

/** Why an interval for independent rows that count the same is refused; null where it is not. Whole frequency weights stand for such rows. */
export const rowsRefused = ({ repeats, weights }: Pick<PerformanceSide, 'repeats' | 'weights'>): StatusReason | null =>
  repeats ? 'rows-repeat' : weights !== null && !weights.counts ? 'weighted' : null

/** Why nothing that holds scores against outcomes can be said; null where it can. */
export function outcomesRefused({ outcomes: { label }, labels }: PerformanceSide): StatusReason | null {
  if (label === null) return 'no-labels'
  return labels === 'follow-the-decision' ? 'labels-follow-the-decision' : null
}
