import type { Estimate } from '../stats/estimate'
import { oneSidedP } from '../stats/one-sided-p'
import type { Threshold } from './threshold'
import { whollyViolates } from './threshold'

/** One-sided p of "the criterion is violated", by inversion of the interval; null where the measure has none. */
export const failP = (estimate: Estimate, threshold: Threshold): number | null =>
  oneSidedP(estimate, (limits) => whollyViolates(limits, threshold))
