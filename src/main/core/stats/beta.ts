import { binomialTerm } from './binomial-term'
import { EPSILON } from './math'
import { invertIncreasing } from './invert'

const TINY = 1e-300

const fraction = (a: number, b: number, x: number): number => {
  let c = 1
  let d = 1 - ((a + b) * x) / (a + 1)
  d = 1 / (Math.abs(d) < TINY ? TINY : d)
  let h = d
  for (let m = 1; m < 1_000_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 + even * d
    c = 1 + even / c
    d = 1 / (Math.abs(d) < TINY ? TINY : d)
    h *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 + odd * d
    c = 1 + odd / c
    d = 1 / (Math.abs(d) < TINY ? TINY : d)
    const delta = d * c
    h *= delta
    if (Math.abs(delta - 1) <= EPSILON) break
  }
  return h
}

/**
 * Regularised incomplete beta I_x(a, b) and its complement, each to full relative precision in its small tail; a, b > 0.
 * `y` = 1 − x may be handed in where it is known more exactly. Continued fraction DLMF 8.17.22, about √max(a, b) steps.
 */
export const incompleteBeta = (a: number, b: number, x: number, y: number = 1 - x): { lower: number; upper: number } => {
  if (x <= 0) return { lower: 0, upper: 1 }
  if (y <= 0) return { lower: 1, upper: 0 }
  const front = (binomialTerm(a, a + b, x, y) * a * b) / (a + b)
  if (x <= (a + 1) / (a + b + 2)) {
    const lower = Math.min(1, (front * fraction(a, b, x)) / a)
    return { lower, upper: 1 - lower }
  }
  const upper = Math.min(1, (front * fraction(b, a, y)) / b)
  return { lower: 1 - upper, upper }
}

/** x with I_x(a, b) = p, for 0 ≤ p ≤ 1. For p near 1 ask for 1 − betaQuantile(1 − p, b, a). */
export const betaQuantile = (p: number, a: number, b: number): number => {
  if (p <= 0) return 0
  if (p >= 1) return 1
  const density = (x: number): number => (binomialTerm(a, a + b, x, 1 - x) * a * b) / ((a + b) * x * (1 - x))
  return invertIncreasing({ value: (x) => incompleteBeta(a, b, x).lower, slope: density, target: p, start: a / (a + b), low: 0, high: 1 })
}
