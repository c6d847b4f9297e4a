import { chiSquareUpper, noncentralityFor } from './chi-square'
import { noncentralityBySankaran } from './sankaran'
import { sum } from './math'

/** Pearson's and the likelihood-ratio statistic of a 2 × k table of counts, with their degrees of freedom; `p` and `gP` are upper tails. */
export type Contingency = { chiSquare: number; g: number; df: number; p: number; gP: number; cramersV: number; n: number }

/** Homogeneity of two samples over k bins; bins empty in both are left out. Null where a sample is empty or fewer than two bins are left. */
export function contingency(reference: ArrayLike<number>, current: ArrayLike<number>): Contingency | null {
  const [n, m] = [sum(reference), sum(current)]
  if (!(n > 0 && m > 0)) return null
  let bins = 0
  let chiSquare = 0
  let g = 0
  for (let i = 0; i < reference.length; i++) {
    const [a, b] = [reference[i]!, current[i]!]
    const total = a + b
    if (total === 0) continue
    bins++
    const [ea, eb] = [(total * n) / (n + m), (total * m) / (n + m)]
    chiSquare += ((a - ea) * (a - ea)) / ea + ((b - eb) * (b - eb)) / eb
    g += 2 * (logTerm(a, ea) + logTerm(b, eb))
  }
  const df = bins - 1
  if (df < 1) return null
  return {
    chiSquare,
    g,
    df,
    p: chiSquareUpper(chiSquare, df),
    gP: chiSquareUpper(g, df),
    cramersV: Math.sqrt(chiSquare / (n + m)),
    n: n + m
  }
}

const logTerm = (x: number, expected: number): number => (x === 0 ? 0 : x * Math.log(x / expected))

/** Limits of a noncentrality from the statistic that has it: P(X ≥ x | low) = α/2 and P(X ≤ x | high) = α/2. */
export const noncentralityLimits = (x: number, df: number, alpha: number): { low: number; high: number } => {
  const limit = x > LARGE ? noncentralityBySankaran : noncentralityFor
  return { low: limit(x, df, 1 - alpha / 2), high: limit(x, df, alpha / 2) }
}

/** Above this the mixture of central terms grows long, and is evaluated once instead of at every halving. */
const LARGE = 1000
