import { incompleteBeta } from './beta'
import { binomialTerm } from './binomial-term'
import type { Computed, Interval } from './interval'
import { undefinedFor } from './interval'
import { criticalValue } from './normal'

/** n rows judged twice: `gained` of them favourably only the second time, `lost` only the first time. */
export type Pairs = { gained: number; lost: number; n: number }

/**
 * Score limits of a difference of paired proportions, (gained − lost)/n: Tango (1998), Statistics in Medicine 17(8). They exist for every count, none
 * included, and lie within −1 … 1.
 */
export function pairedInterval({ gained, lost, n }: Pairs, level: number): Computed<Interval> {
  if (!(n > 0)) return undefinedFor('no-rows')
  const z = criticalValue(level)
  return { low: lowerLimit(gained, lost, n, z), high: -lowerLimit(lost, gained, n, z), level, method: 'tango' }
}

/** The difference at which the score statistic is z, below the estimate: it falls as the difference grows. */
function lowerLimit(gained: number, lost: number, n: number, z: number): number {
  let low = -1
  let high = (gained - lost) / n
  if (high <= -1) return -1
  for (;;) {
    const middle = (low + high) / 2
    if (!(middle > low && middle < high)) return middle
    if (scoreOf(gained, lost, n, middle) > z) low = middle
    else high = middle
  }
}

function scoreOf(gained: number, lost: number, n: number, difference: number): number {
  const p = lostShare(gained, lost, n, difference)
  const variance = n * (2 * p + difference * (1 - difference))
  return (gained - lost - n * difference) / Math.sqrt(Math.max(0, variance))
}

/** Share of lost rows that is likeliest where the difference is `difference`: the larger root of 2n p² + b p − lost·δ(1 − δ) = 0. */
function lostShare(gained: number, lost: number, n: number, difference: number): number {
  const b = (2 * n - gained + lost) * difference - gained - lost
  const c = -lost * difference * (1 - difference)
  const root = Math.sqrt(Math.max(0, b * b - 8 * n * c))
  return b > 0 ? (-2 * c) / (b + root) : (root - b) / (4 * n)
}

/** McNemar's (1947) test that as many rows were gained as lost, two-sided mid-p: twice the smaller tail of the binomial at ½, its own count half. */
export function mcnemarMidP({ gained, lost }: Pairs): number {
  const [n, k] = [gained + lost, Math.min(gained, lost)]
  if (gained === lost) return 1
  const tail = incompleteBeta(n - k, k + 1, 0.5).lower
  return Math.min(1, 2 * tail - binomialTerm(k, n, 0.5, 0.5))
}
