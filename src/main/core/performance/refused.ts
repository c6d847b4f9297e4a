import type { StatusReason } from '../../../shared/model/measure'
import type { PerformanceSide } from './input'

/** Why nothing that holds scores against outcomes can be said; null where it can. */
export function outcomesRefused({ outcomes: { label }, labels }: PerformanceSide): StatusReason | null {
  if (label === null) return 'no-labels'
  return labels === 'follow-the-decision' ? 'labels-follow-the-decision' : null
}
