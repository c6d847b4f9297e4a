import type { Computed, Interval } from './interval'
import { undefinedFor } from './interval'
import { square } from './math'
import { criticalValue } from './normal'
import { wilsonLimits } from './proportion'
import { differenceLower, differenceUpper } from './score-difference'
import { ratioLower, ratioUpper } from './score-ratio'

/** k selected (events) of n rows; real where they are Kish's effective counts. */
export type Count = { k: number; n: number }

/** Which variance the score statistic uses: Miettinen and Nurminen (1985) multiply it by N/(N−1), Koopman (1984) and Mee (1984) do not. */
export type VarianceFactor = 'miettinen-nurminen' | 'none'

/** Score chi-square that a one-sided limit with critical value z must reach, in terms of the statistic without the N/(N−1) factor. */
export const scoreTarget = (z: number, a: Count, b: Count, factor: VarianceFactor = 'miettinen-nurminen'): number => {
  const total = a.n + b.n
  return factor === 'none' ? z * z : (z * z * total) / (total - 1)
}

const empty = (a: Count, b: Count): boolean => !(a.n > 0) || !(b.n > 0)

/** p_a − p_b by Miettinen and Nurminen's score limits. */
export const differenceInterval = (
  a: Count,
  b: Count,
  level: number,
  factor: VarianceFactor = 'miettinen-nurminen'
): Computed<Interval> => {
  if (empty(a, b)) return undefinedFor('no-rows')
  const chi = scoreTarget(criticalValue(level), a, b, factor)
  return {
    low: differenceLower(a.k, a.n, b.k, b.n, chi),
    high: differenceUpper(a.k, a.n, b.k, b.n, chi),
    level,
    method: 'miettinen-nurminen-difference'
  }
}

/**
 * p_a / p_b by score limits, `b` being the reference: Koopman's chi-square with Miettinen and Nurminen's N/(N−1).
 * 0/n against a positive reference is ratio 0 with an upper limit; a zero reference (or 0/0) is undefined.
 */
export const ratioInterval = (a: Count, b: Count, level: number, factor: VarianceFactor = 'miettinen-nurminen'): Computed<Interval> => {
  if (empty(a, b)) return undefinedFor('no-rows')
  if (b.k <= 0) return undefinedFor('zero-reference')
  const chi = scoreTarget(criticalValue(level), a, b, factor)
  return { low: ratioLower(a.k, a.n, b.k, b.n, chi), high: ratioUpper(a.k, a.n, b.k, b.n, chi), level, method: 'koopman-ratio' }
}

/** Newcombe's (1998) method 10 for p_a − p_b: Wilson limits of each rate, combined. Shown on request. */
export const newcombeInterval = (a: Count, b: Count, level: number): Computed<Interval> => {
  if (empty(a, b)) return undefinedFor('no-rows')
  const z = criticalValue(level)
  const [pa, pb] = [a.k / a.n, b.k / b.n]
  const [wa, wb] = [wilsonLimits(a.k, a.n, z), wilsonLimits(b.k, b.n, z)]
  return {
    low: pa - pb - Math.sqrt(square(pa - wa.low) + square(wb.high - pb)),
    high: pa - pb + Math.sqrt(square(wa.high - pa) + square(pb - wb.low)),
    level,
    method: 'newcombe'
  }
}

/** Katz's (1978) log interval of p_a / p_b. Display only: it never decides. Undefined with a zero count. */
export const katzInterval = (a: Count, b: Count, level: number): Computed<Interval> => {
  if (empty(a, b)) return undefinedFor('no-rows')
  if (b.k <= 0) return undefinedFor('zero-reference')
  if (a.k <= 0) return undefinedFor('zero-cell')
  const spread = criticalValue(level) * Math.sqrt(1 / a.k - 1 / a.n + 1 / b.k - 1 / b.n)
  const ratio = a.k / a.n / (b.k / b.n)
  return { low: ratio * Math.exp(-spread), high: ratio * Math.exp(spread), level, method: 'katz-log' }
}
