import { studentCritical, studentTwoSided } from '../stats/student-t'

/** A stretch in which the value of a further window was to be expected. */
export type Range = { low: number; high: number }

/** Fewer windows say nothing about their spread. */
export const FEWEST_WINDOWS = 3

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

const squaresOf = (values: readonly number[]): number => {
  const mean = meanOf(values)
  return values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0)
}

/** Limits for one further window: mean ± t(k − 1)·s·√(1 + 1/k). Windows are taken as alike in size and independent. Hahn and Meeker 1991, §4.7. */
export function predictionRange(values: readonly number[], level: number, limits: Range): Range | null {
  const k = values.length
  if (k < FEWEST_WINDOWS) return null
  const reach = studentCritical(level, k - 1) * Math.sqrt((squaresOf(values) / (k - 1)) * (1 + 1 / k))
  return cut(meanOf(values) - reach, meanOf(values) + reach, limits)
}

/** Two-sided p-value of a further window by the law of those limits. */
export function furtherWindowP(values: readonly number[], value: number): number {
  const k = values.length
  const error = Math.sqrt((squaresOf(values) / (k - 1)) * (1 + 1 / k))
  const distance = value - meanOf(values)
  if (error === 0) return distance === 0 ? 1 : 0
  return studentTwoSided(distance / error, k - 1)
}

/** NannyML's thresholds: mean ± 3 standard deviations (ddof 0) of the reference chunks, cut at the limits of the metric. */
export function nannymlRange(values: readonly number[], limits: Range): Range | null {
  if (values.length < FEWEST_WINDOWS) return null
  const reach = 3 * Math.sqrt(squaresOf(values) / values.length)
  return cut(meanOf(values) - reach, meanOf(values) + reach, limits)
}

const cut = (low: number, high: number, limits: Range): Range => ({ low: Math.max(low, limits.low), high: Math.min(high, limits.high) })

export const isOutside = (value: number, { low, high }: Range): boolean => value < low || value > high
