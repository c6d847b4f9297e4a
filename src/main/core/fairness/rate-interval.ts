import type { Computed, Interval } from '../stats/interval'
import { criticalValue } from '../stats/normal'
import { proportionInterval, SMALL_COUNT, wilsonLimits } from '../stats/proportion'

let known = { level: NaN, z: NaN }

/** As `proportionInterval`, with the critical value of the last level kept: a run asks for one level ten thousand times. */
export function rateInterval(k: number, n: number, level: number): Computed<Interval> {
  if (Math.min(k, n - k) < SMALL_COUNT || !(n > 0)) return proportionInterval(k, n, level)
  if (known.level !== level) known = { level, z: criticalValue(level) }
  const { low, high } = wilsonLimits(k, n, known.z)
  return { low, high, level, method: 'wilson' }
}
