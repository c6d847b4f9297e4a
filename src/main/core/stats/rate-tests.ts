import { binomialCdf, binomialPmf } from './binomial'
import { chiSquareUpper } from './chi-square'
import type { Computed } from './interval'
import { undefinedFor } from './interval'
import { square } from './math'
import { normalUpper } from './normal'
import type { Count } from './two-proportions'

/**
 * Pooled two-proportion z test (the "two standard deviations" rule). `finite` uses the hypergeometric variance, N/(N−1) larger.
 * z is positive where the first rate is higher; p is two-sided.
 */
export const pooledZTest = (a: Count, b: Count, variance: 'binomial' | 'finite' = 'binomial'): Computed<{ z: number; p: number }> => {
  if (!(a.n > 0) || !(b.n > 0)) return undefinedFor('no-rows')
  const total = a.n + b.n
  const pooled = (a.k + b.k) / total
  const factor = variance === 'finite' ? total / (total - 1) : 1
  const spread = pooled * (1 - pooled) * (1 / a.n + 1 / b.n) * factor
  if (!(spread > 0)) return undefinedFor('zero-variance')
  const z = (a.k / a.n - b.k / b.n) / Math.sqrt(spread)
  return { z, p: Math.min(1, 2 * normalUpper(Math.abs(z))) }
}

/** Pearson's chi-square test of independence of an r × c table of counts (rows of equal length), without continuity correction. */
export const chiSquareTest = (
  table: readonly (readonly number[])[]
): Computed<{ statistic: number; df: number; p: number; smallestExpected: number }> => {
  const rows = table.map((row) => row.reduce((s, x) => s + x, 0))
  const columns = (table[0] ?? []).map((_, j) => table.reduce((s, row) => s + row[j]!, 0))
  const total = rows.reduce((s, x) => s + x, 0)
  if (!(total > 0)) return undefinedFor('no-rows')
  if (rows.length < 2 || columns.length < 2 || rows.includes(0) || columns.includes(0)) return undefinedFor('zero-variance')
  let statistic = 0
  let smallestExpected = Infinity
  table.forEach((row, i) =>
    row.forEach((count, j) => {
      const expected = (rows[i]! * columns[j]!) / total
      statistic += square(count - expected) / expected
      smallestExpected = Math.min(smallestExpected, expected)
    })
  )
  const df = (rows.length - 1) * (columns.length - 1)
  return { statistic, df, p: chiSquareUpper(statistic, df), smallestExpected }
}

/**
 * McNemar's test from the two discordant counts: exact binomial (two-sided by doubling; the null is symmetric), its mid-p version
 * (Fagerland, Lydersen and Laake 2013) and the asymptotic chi-square without continuity correction.
 */
export const mcNemarTest = (b: number, c: number): Computed<{ exact: number; midP: number; asymptotic: number }> => {
  if (!Number.isInteger(b) || !Number.isInteger(c)) return undefinedFor('weighted')
  if (b + c === 0) return undefinedFor('no-rows')
  const least = Math.min(b, c)
  const tail = binomialCdf(least, b + c, 0.5)
  const point = binomialPmf(least, b + c, 0.5)
  return {
    exact: b === c ? 1 : Math.min(1, 2 * tail),
    midP: b === c ? 1 - point : Math.min(1, 2 * tail - point),
    asymptotic: chiSquareUpper(square(b - c) / (b + c), 1)
  }
}
