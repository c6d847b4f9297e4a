import type { Computed, Estimate, Interval, IntervalMethod } from './interval'
import { undefinedFor } from './interval'
import { square } from './math'
import type { Moments } from './moments'
import { effectiveSize, mean, variance } from './moments'
import { criticalValue } from './normal'
import { studentCritical, studentTwoSided } from './student-t'

/** Options of every interval of means: `correction` multiplies each group's variance of the mean (finiteCorrection for a sample of a frame). */
export type MeanOptions = { correction?: readonly [number, number] }

const tooSmall = (moments: Moments): boolean => !(moments.n >= 2) || !(effectiveSize(moments) > 1)

const around = (estimate: number, spread: number, level: number, method: IntervalMethod): Estimate => ({
  estimate,
  interval: { low: estimate - spread, high: estimate + spread, level, method }
})

const squaredError = (moments: Moments, correction = 1): number => (variance(moments) / effectiveSize(moments)) * correction

/** Whether all rows have the same value as far as their sums tell: nothing then says how far another sample would lie. */
export const hasOneValue = (moments: Moments): boolean => !(variance(moments) > 8 * Number.EPSILON * square(mean(moments)))

/** Mean with Student's t interval, n_eff − 1 degrees of freedom. */
export const meanInterval = (moments: Moments, level: number, correction = 1): Computed<Estimate> => {
  if (moments.n === 0) return undefinedFor('no-rows')
  if (tooSmall(moments)) return undefinedFor('single-row')
  if (hasOneValue(moments)) return undefinedFor('one-value')
  const spread = studentCritical(level, effectiveSize(moments) - 1) * Math.sqrt(squaredError(moments, correction))
  return around(mean(moments), spread, level, 'student-t')
}

export type WelchResult = Estimate & { t: number; df: number; p: number }

/** Difference of two means: Welch's (1947) t interval and two-sided test. */
export const welch = (a: Moments, b: Moments, level: number, { correction = [1, 1] }: MeanOptions = {}): Computed<WelchResult> => {
  if (a.n === 0 || b.n === 0) return undefinedFor('no-rows')
  if (tooSmall(a) || tooSmall(b)) return undefinedFor('single-row')
  if (hasOneValue(a) && hasOneValue(b)) return undefinedFor('one-value')
  const [va, vb] = [squaredError(a, correction[0]), squaredError(b, correction[1])]
  if (!(va + vb > 0)) return undefinedFor('zero-variance')
  const df = square(va + vb) / (square(va) / (effectiveSize(a) - 1) + square(vb) / (effectiveSize(b) - 1))
  const difference = mean(a) - mean(b)
  const error = Math.sqrt(va + vb)
  const t = difference / error
  return { ...around(difference, studentCritical(level, df) * error, level, 'welch'), t, df, p: studentTwoSided(t, df) }
}

/**
 * Standardised mean difference (Cohen's d with the pooled standard deviation) and its large-sample interval,
 * variance (n₁+n₂)/(n₁n₂) + d²/(2(n₁+n₂)) (Hedges and Olkin 1985).
 */
export const standardisedMeanDifference = (a: Moments, b: Moments, level: number): Computed<Estimate> => {
  if (a.n === 0 || b.n === 0) return undefinedFor('no-rows')
  if (tooSmall(a) || tooSmall(b)) return undefinedFor('single-row')
  const [na, nb] = [effectiveSize(a), effectiveSize(b)]
  const pooled = ((na - 1) * variance(a) + (nb - 1) * variance(b)) / (na + nb - 2)
  if (hasOneValue(a) && hasOneValue(b)) return undefinedFor('one-value')
  const d = (mean(a) - mean(b)) / Math.sqrt(pooled)
  const error = Math.sqrt((na + nb) / (na * nb) + square(d) / (2 * (na + nb)))
  return around(d, criticalValue(level) * error, level, 'delta')
}

/** Normal interval from an estimate and its variance, for a design of large size. */
export const normalInterval = (estimate: number, squared: number, level: number, method: IntervalMethod): Interval => {
  const spread = criticalValue(level) * Math.sqrt(squared)
  return { low: estimate - spread, high: estimate + spread, level, method }
}
