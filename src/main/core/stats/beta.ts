import { binomialTerm } from './binomial-term'
import { EPSILON } from './math'
import { invertIncreasing } from './invert'

/**
 * Continued fraction of Didonato and Morris (1992, ACM TOMS 708, BFRAC): I_x(a, b) = front × fraction for x ≤ a/(a+b). `lambda` is
 * a − (a+b)x computed from whichever of x and y loses no digits.
 */
const fraction = (a: number, b: number, x: number, y: number): number => {
  const lambda = a > b ? (a + b) * y - b : a - (a + b) * x
  const c = 1 + lambda
  const c1 = 1 + 1 / a
  let [p, s, an, bn, previous] = [1, a + 1, 0, 1, 1]
  let next = c / c1
  let ratio = c1 / c
  for (let n = 1; n < 1_000_000; n++) {
    const t = n / a
    const w = n * (b - n) * x
    const e = a / s
    const alpha = p * (p + b / a) * e * e * (w * x)
    const beta = n + w / s + ((t + 1) / (c1 + t + t)) * (c + n * (y + 1))
    p = t + 1
    s += 2
    const top = alpha * an + beta * previous
    const bottom = alpha * bn + beta * next
    const before = ratio
    ratio = top / bottom
    if (Math.abs(ratio - before) <= EPSILON * ratio) break
    an = previous / bottom
    bn = next / bottom
    previous = ratio
    next = 1
  }
  return ratio
}

/**
 * Regularised incomplete beta I_x(a, b) and its complement, each to full relative precision in its small tail; a, b > 0.
 * `y` = 1 − x may be handed in where it is known more exactly. About √max(a, b) steps.
 */
export const incompleteBeta = (a: number, b: number, x: number, y: number = 1 - x): { lower: number; upper: number } => {
  if (x <= 0) return { lower: 0, upper: 1 }
  if (y <= 0) return { lower: 1, upper: 0 }
  const front = (binomialTerm(a, a + b, x, y) * a * b) / (a + b)
  if (x <= a / (a + b)) {
    const lower = Math.min(1, front * fraction(a, b, x, y))
    return { lower, upper: 1 - lower }
  }
  const upper = Math.min(1, front * fraction(b, a, y, x))
  return { lower: 1 - upper, upper }
}

/** x with I_x(a, b) = p, for 0 ≤ p ≤ 1. For p near 1 ask for 1 − betaQuantile(1 − p, b, a). */
export const betaQuantile = (p: number, a: number, b: number): number => {
  if (p <= 0) return 0
  if (p >= 1) return 1
  const density = (x: number): number => (binomialTerm(a, a + b, x, 1 - x) * a * b) / ((a + b) * x * (1 - x))
  return invertIncreasing({ value: (x) => incompleteBeta(a, b, x).lower, slope: density, target: p, start: a / (a + b), low: 0, high: 1 })
}
