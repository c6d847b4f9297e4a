import type { IntervalMethod, Measure } from '../../../shared/model/measure'
import { normalUpper, criticalValue } from '../stats/normal'
import { specOf } from '../../../shared/words/words'

/** On the scale of the measure: a difference, or a factor for ratios. */
export type Change = { value: number; low: number; high: number; p: number }

/** Limits over several pairs or from whole populations are no multiples of a standard error. */
const WITHOUT_ERROR: readonly IntervalMethod[] = ['intersection-union-ratio', 'intersection-union-difference', 'hypergeometric']

export const hasStandardError = ({ interval }: Measure): boolean => interval !== null && !WITHOUT_ERROR.includes(interval.method)

export const isFactor = (measure: Measure): boolean => specOf(measure).unit === 'ratio'

/** The difference of two estimates, or their ratio where they are ratios; null where there is none. */
export function plainChange(then: Measure, now: Measure): number | null {
  if (then.estimate === null || now.estimate === null) return null
  if (!isFactor(now)) return now.estimate - then.estimate
  return then.estimate > 0 && now.estimate > 0 ? now.estimate / then.estimate : null
}

/**
 * A change between two independent estimates from their printed intervals alone: standard errors recovered from the limits that face each
 * other, on the log scale for ratios (MOVER, Zou & Donner 2008, Statistics in Medicine 27(10)); p of z, two-sided. Null where a limit is
 * missing, infinite, or a ratio's is 0.
 */
export function changeOf(then: Measure, now: Measure, level: number): Change | null {
  const factor = isFactor(now)
  const [a, b] = [spreads(then, factor), spreads(now, factor)]
  if (a === null || b === null) return null
  const difference = b.at - a.at
  const [down, up] = [joined(b.below, a.above), joined(b.above, a.below)]
  const facing = difference > 0 ? down : up
  if (!(facing > 0)) return null
  const z = criticalValue(level)
  const back = (x: number): number => (factor ? Math.exp(x) : x)
  return {
    value: back(difference),
    low: back(difference - z * down),
    high: back(difference + z * up),
    p: Math.min(1, 2 * normalUpper(Math.abs(difference) / facing))
  }
}

const joined = (a: number, b: number): number => Math.sqrt(a * a + b * b)

type Spreads = { at: number; below: number; above: number }

/** Standard errors towards the lower and the upper limit. */
function spreads(measure: Measure, factor: boolean): Spreads | null {
  const { estimate, interval } = measure
  if (estimate === null || interval === null || !hasStandardError(measure)) return null
  const scaled = [estimate, interval.low, interval.high].map((x) => (x === null ? NaN : factor ? Math.log(x) : x))
  const [at = NaN, low = NaN, high = NaN] = scaled
  if (!scaled.every(Number.isFinite)) return null
  const z = criticalValue(interval.level)
  return { at, below: (at - low) / z, above: (high - at) / z }
}
