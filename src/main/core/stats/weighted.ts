import type { Computed, Estimate, Interval } from './interval'
import { undefinedFor } from './interval'
import { effectiveSize } from './moments'
import { normalInterval } from './means'
import { proportionInterval } from './proportion'
import type { Count } from './two-proportions'

/** Weighted rows of a group: Σw and Σw² over all of them and over those with the event. */
export type WeightedCount = { n: number; sumW: number; sumW2: number; eventW: number; eventW2: number }

export const weightedRate = ({ eventW, sumW }: WeightedCount): number => eventW / sumW

/** Design-based variance Σw²(y−p̂)²/(Σw)². */
export const weightedVariance = (count: WeightedCount): number => {
  const p = weightedRate(count)
  return (count.eventW2 * (1 - p) * (1 - p) + (count.sumW2 - count.eventW2) * p * p) / (count.sumW * count.sumW)
}

/** Kish's effective count: n_eff = (Σw)²/Σw² rows with k = n_eff p̂ events, to put into score limits. */
export const effectiveCount = (count: WeightedCount): Count => {
  const n = effectiveSize(count)
  return { k: n * weightedRate(count), n }
}

/** Weighted rate by score limits at Kish's effective size. */
export const weightedProportionInterval = (count: WeightedCount, level: number): Computed<Interval> => {
  if (!(count.sumW > 0)) return undefinedFor('no-rows')
  const { k, n } = effectiveCount(count)
  return proportionInterval(k, n, level)
}

/** Difference of two weighted rates by design-based variances and a normal interval (large groups). */
export const weightedDifference = (a: WeightedCount, b: WeightedCount, level: number): Computed<Estimate> => {
  if (!(a.sumW > 0) || !(b.sumW > 0)) return undefinedFor('no-rows')
  const estimate = weightedRate(a) - weightedRate(b)
  return { estimate, interval: normalInterval(estimate, weightedVariance(a) + weightedVariance(b), level, 'design-based') }
}
