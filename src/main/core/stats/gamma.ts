import { EPSILON, LOG_2PI } from './math'

const SERIES = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156, -3617 / 122400]

/** Error of Stirling's formula: ln Γ(n+1) − [(n+½) ln n − n + ½ ln 2π], n > 0. Loader (2000), Fast and accurate computation of binomial probabilities. */
export const stirlingError = (n: number): number => {
  let shift = 0
  let x = n
  for (; x < 16; x++) shift += (x + 0.5) * Math.log1p(1 / x) - 1
  const inverseSquare = 1 / (x * x)
  let series = 0
  for (let i = SERIES.length - 1; i >= 0; i--) series = series * inverseSquare + SERIES[i]!
  return shift + series / x
}

/** ln Γ(x) for x > 0. Absolute error about 1e-15 × max(1, |result|). */
export const logGamma = (x: number): number => {
  if (x === 1 || x === 2) return 0
  if (x < 1) return logGamma(x + 1) - Math.log(x)
  const n = x - 1
  return (n + 0.5) * Math.log(n) - n + 0.5 * LOG_2PI + stirlingError(n)
}

/** x ln(x/m) + m − x without cancellation (Loader's bd0). */
export const deviance = (x: number, m: number): number => {
  if (Math.abs(x - m) >= 0.1 * (x + m)) return x * Math.log(x / m) + m - x
  const v = (x - m) / (x + m)
  let total = (x - m) * v
  let term = 2 * x * v
  for (let j = 1; j < 1000; j++) {
    term *= v * v
    const next = total + term / (2 * j + 1)
    if (next === total) return next
    total = next
  }
  return total
}

/** e^−m m^x / Γ(x+1), x ≥ 0 real, m > 0. */
export const poissonTerm = (x: number, m: number): number => {
  if (x === 0) return Math.exp(-m)
  return Math.exp(-stirlingError(x) - deviance(x, m)) / Math.sqrt(2 * Math.PI * x)
}

const lowerSeries = (a: number, x: number): number => {
  let term = 1
  let total = 1
  for (let i = 1; i < 1_000_000; i++) {
    term *= x / (a + i)
    total += term
    if (term < total * EPSILON * 0.1) break
  }
  return poissonTerm(a, x) * total
}

const upperFraction = (a: number, x: number): number => {
  let b = x + 1 - a
  let c = 1e300
  let d = 1 / b
  let h = d
  for (let i = 1; i < 1_000_000; i++) {
    const an = -i * (i - a)
    b += 2
    d = 1 / (an * d + b)
    c = b + an / c
    h *= d * c
    if (Math.abs(d * c - 1) < EPSILON) break
  }
  return poissonTerm(a, x) * a * h
}

/** Regularised incomplete gamma functions P(a, x) and Q(a, x) = 1 − P, each to full relative precision in its small tail; a > 0. */
export const incompleteGamma = (a: number, x: number): { lower: number; upper: number } => {
  if (x <= 0) return { lower: 0, upper: 1 }
  if (x === Infinity) return { lower: 1, upper: 0 }
  if (x < a + 1) {
    const lower = Math.min(1, lowerSeries(a, x))
    return { lower, upper: 1 - lower }
  }
  const upper = Math.min(1, upperFraction(a, x))
  return { lower: 1 - upper, upper }
}
