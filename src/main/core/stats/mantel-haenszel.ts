import { chiSquareUpper } from './chi-square'
import type { Computed, Estimate, IntervalMethod } from './interval'
import { undefinedFor } from './interval'
import { square } from './math'
import { criticalValue } from './normal'

/** One stratum: a group events, b group non-events, c reference events, d reference non-events. */
export type Stratum = { a: number; b: number; c: number; d: number }

const size = ({ a, b, c, d }: Stratum): number => a + b + c + d

/** Strata with rows of both groups; the others carry no comparison. */
const informative = (strata: readonly Stratum[]): Stratum[] => strata.filter(({ a, b, c, d }) => a + b > 0 && c + d > 0)

const total = (strata: readonly Stratum[], term: (stratum: Stratum, n: number) => number): number =>
  strata.reduce((s, stratum) => s + term(stratum, size(stratum)), 0)

const logInterval = (estimate: number, variance: number, level: number, method: IntervalMethod): Estimate => {
  const spread = criticalValue(level) * Math.sqrt(variance)
  return { estimate, interval: { low: estimate * Math.exp(-spread), high: estimate * Math.exp(spread), level, method } }
}

/** Common odds ratio of Mantel and Haenszel (1959), variance of Robins, Breslow and Greenland (1986). */
export const commonOddsRatio = (strata: readonly Stratum[], level: number): Computed<Estimate> => {
  const used = informative(strata)
  if (used.length === 0) return undefinedFor('no-rows')
  const r = total(used, ({ a, d }, n) => (a * d) / n)
  const s = total(used, ({ b, c }, n) => (b * c) / n)
  if (s === 0) return undefinedFor('zero-denominator')
  if (r === 0) return undefinedFor('zero-cell')
  const pr = total(used, ({ a, d }, n) => (((a + d) / n) * a * d) / n)
  const mixed = total(used, ({ a, b, c, d }, n) => (((a + d) / n) * b * c + ((b + c) / n) * a * d) / n)
  const qs = total(used, ({ b, c }, n) => (((b + c) / n) * b * c) / n)
  return logInterval(r / s, pr / (2 * r * r) + mixed / (2 * r * s) + qs / (2 * s * s), level, 'rbg-log')
}

/** Common risk (selection) ratio, variance of Greenland and Robins (1985). */
export const commonRiskRatio = (strata: readonly Stratum[], level: number): Computed<Estimate> => {
  const used = informative(strata)
  if (used.length === 0) return undefinedFor('no-rows')
  const r = total(used, ({ a, c, d }, n) => (a * (c + d)) / n)
  const s = total(used, ({ a, b, c }, n) => (c * (a + b)) / n)
  if (s === 0) return undefinedFor('zero-reference')
  if (r === 0) return undefinedFor('zero-cell')
  const spread = total(used, ({ a, b, c, d }, n) => ((a + b) * (c + d) * (a + c) - a * c * n) / (n * n))
  return logInterval(r / s, spread / (r * s), level, 'greenland-robins-log')
}

/** Cochran–Mantel–Haenszel test of a common odds ratio of 1; `continuity` subtracts ½ as R's mantelhaen.test does by default. */
export const cmhTest = (strata: readonly Stratum[], continuity: boolean): Computed<{ statistic: number; p: number }> => {
  const used = informative(strata).filter((stratum) => size(stratum) > 1)
  if (used.length === 0) return undefinedFor('no-rows')
  const excess = total(used, ({ a, b, c }, n) => a - ((a + b) * (a + c)) / n)
  const variance = total(used, ({ a, b, c, d }, n) => ((((a + b) / n) * (c + d)) / n) * (((a + c) * (b + d)) / (n - 1)))
  if (!(variance > 0)) return undefinedFor('zero-variance')
  const distance = continuity ? Math.max(0, Math.abs(excess) - 0.5) : excess
  const statistic = square(distance) / variance
  return { statistic, p: chiSquareUpper(statistic, 1) }
}

/** Breslow–Day test that the odds ratio is the same in all strata, with Tarone's (1985) correction. Strata without variance drop out. */
export const breslowDayTaroneTest = (
  strata: readonly Stratum[]
): Computed<{ statistic: number; uncorrected: number; df: number; p: number }> => {
  const used = informative(strata).filter(({ a, b, c, d }) => a + c > 0 && b + d > 0)
  if (used.length < 2) return undefinedFor('single-group')
  const common = commonOddsRatio(used, 0.95)
  if ('undefined' in common) return common
  let uncorrected = 0
  let excess = 0
  let variances = 0
  for (const stratum of used) {
    const { distance, variance } = departure(stratum, common.estimate)
    uncorrected += square(distance) / variance
    excess += distance
    variances += variance
  }
  const statistic = uncorrected - square(excess) / variances
  const df = used.length - 1
  return { statistic, uncorrected, df, p: chiSquareUpper(Math.max(0, statistic), df) }
}

/** Observed minus expected events of the group, given the margins and odds ratio ψ, and the variance there. */
const departure = ({ a, b, c, d }: Stratum, psi: number): { distance: number; variance: number } => {
  const [n1, m1, rest] = [a + b, a + c, d - a]
  const linear = rest + psi * (n1 + m1)
  const expected = (2 * psi * n1 * m1) / (linear + Math.sqrt(linear * linear + 4 * (1 - psi) * psi * n1 * m1))
  const variance = 1 / (1 / expected + 1 / (m1 - expected) + 1 / (n1 - expected) + 1 / (rest + expected))
  return { distance: a - expected, variance }
}
