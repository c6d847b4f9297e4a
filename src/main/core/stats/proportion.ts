import { betaQuantile } from './beta'
import { hypergeometricAtLeast, hypergeometricCdf } from './hypergeometric'
import type { Computed, Interval } from './interval'
import { undefinedFor } from './interval'
import { criticalValue } from './normal'

/** Below this many expected events or non-events Wilson gives way to Clopper–Pearson. */
export const SMALL_COUNT = 5

/**
 * Wilson's score limits of k out of n for a given critical value z; k and n may be real (Kish's effective counts).
 * Wilson (1927); Brown, Cai and DasGupta (2001).
 */
export const wilsonLimits = (k: number, n: number, z: number): { low: number; high: number } => {
  const z2 = z * z
  const spread = z * Math.sqrt((k * (n - k)) / n + z2 / 4)
  return { low: k <= 0 ? 0 : (k * k) / (n * (k + z2 / 2 + spread)), high: k >= n ? 1 : (k + z2 / 2 + spread) / (n + z2) }
}

/** Clopper–Pearson (1934) limits of k out of n. */
export const clopperPearsonLimits = (k: number, n: number, alpha: number): { low: number; high: number } => ({
  low: k <= 0 ? 0 : betaQuantile(alpha / 2, k, n - k + 1),
  high: k >= n ? 1 : 1 - betaQuantile(alpha / 2, n - k, k + 1)
})

/** Rate k of n: Wilson, or Clopper–Pearson where n·min(p, 1−p) < 5. n is a count, or Kish's effective size with k = n·p̂. */
export const proportionInterval = (k: number, n: number, level: number): Computed<Interval> => {
  if (!(n > 0)) return undefinedFor('no-rows')
  if (Math.min(k, n - k) < SMALL_COUNT) return { ...clopperPearsonLimits(k, n, 1 - level), level, method: 'clopper-pearson' }
  return { ...wilsonLimits(k, n, criticalValue(level)), level, method: 'wilson' }
}

/** Rate of a simple random sample of n with k events, drawn without replacement from a frame of N: exact limits by inverting the hypergeometric. */
export const sampledProportionInterval = (k: number, n: number, frame: number, level: number): Computed<Interval> => {
  if (!(n > 0)) return undefinedFor('no-rows')
  if (n > frame) throw new RangeError('sampledProportionInterval: the sample is larger than its frame')
  const tail = (1 - level) / 2
  const first = smallest(k, frame - (n - k), (marked) => hypergeometricAtLeast(k, { total: frame, marked, drawn: n }) > tail)
  const beyond = smallest(
    k,
    frame - (n - k) + 1,
    (marked) => marked > frame - (n - k) || hypergeometricCdf(k, { total: frame, marked, drawn: n }) <= tail
  )
  return { low: first / frame, high: (beyond - 1) / frame, level, method: 'hypergeometric' }
}

/** Smallest whole number in [low, high] for which a monotone condition holds; it holds at high. */
const smallest = (low: number, high: number, holds: (value: number) => boolean): number => {
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return low
}
