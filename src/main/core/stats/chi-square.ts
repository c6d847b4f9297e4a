import { incompleteGamma, poissonTerm } from './gamma'
import { invertIncreasing } from './invert'
import { normalQuantile } from './normal'

/** P(X ≤ x) for chi-square with df > 0. */
export const chiSquareCdf = (x: number, df: number): number => incompleteGamma(df / 2, x / 2).lower

/** P(X > x), precise in the far tail. */
export const chiSquareUpper = (x: number, df: number): number => incompleteGamma(df / 2, x / 2).upper

const density = (x: number, df: number): number => (poissonTerm(df / 2, x / 2) * df) / (2 * x)

const wilsonHilferty = (p: number, df: number): number => {
  const c = 2 / (9 * df)
  const root = 1 - c + normalQuantile(p) * Math.sqrt(c)
  return Math.max(df * root * root * root, 1e-8)
}

/** x with P(X ≤ x) = p. */
export const chiSquareQuantile = (p: number, df: number): number => {
  if (p <= 0) return 0
  if (p > 0.5) return chiSquareUpperQuantile(1 - p, df)
  const start = wilsonHilferty(p, df)
  return invertIncreasing({ value: (x) => chiSquareCdf(x, df), slope: (x) => density(x, df), target: p, start, low: 0, high: Infinity })
}

/** x with P(X > x) = alpha. */
export const chiSquareUpperQuantile = (alpha: number, df: number): number => {
  if (alpha <= 0) return Infinity
  if (alpha > 0.5) return alpha >= 1 ? 0 : chiSquareQuantile(1 - alpha, df)
  const start = Math.max(wilsonHilferty(1 - alpha, df), df * 0.01)
  return invertIncreasing({
    value: (x) => -chiSquareUpper(x, df),
    slope: (x) => density(x, df),
    target: -alpha,
    start,
    low: 0,
    high: Infinity
  })
}

/**
 * P(X ≤ x) and P(X > x) for noncentral chi-square: Poisson(λ/2) mixture of central ones, summed outwards from the mode until the
 * weights vanish (about 16 √λ central terms, each by recurrence).
 */
export const noncentralChiSquare = (x: number, df: number, lambda: number): { lower: number; upper: number } => {
  if (x <= 0) return { lower: 0, upper: 1 }
  const half = lambda / 2
  if (half === 0) return incompleteGamma(df / 2, x / 2)
  const mode = Math.floor(half)
  const peak = poissonTerm(mode, half)
  const middle = incompleteGamma(df / 2 + mode, x / 2)
  const jump = poissonTerm(df / 2 + mode, x / 2)
  const above = outwards(mode, half, peak, middle, jump, x, df, 1)
  const below = outwards(mode, half, peak, middle, jump, x, df, -1)
  return {
    lower: Math.min(1, peak * middle.lower + above.lower + below.lower),
    upper: Math.min(1, peak * middle.upper + above.upper + below.upper)
  }
}

/** The mixture's terms on one side of the mode. P(a+1, y) = P(a, y) − y^a e^−y / Γ(a+1). */
const outwards = (
  mode: number,
  half: number,
  peak: number,
  middle: { lower: number; upper: number },
  jump: number,
  x: number,
  df: number,
  step: 1 | -1
): { lower: number; upper: number } => {
  const y = x / 2
  let weight = peak
  let term = jump
  let { lower, upper } = middle
  const total = { lower: 0, upper: 0 }
  for (let j = mode; step === 1 || j > 0; j += step) {
    const a = df / 2 + j
    if (step === 1) {
      lower = Math.max(0, lower - term)
      upper = Math.min(1, upper + term)
      term *= y / (a + 1)
      weight *= half / (j + 1)
    } else {
      term *= a / y
      lower = Math.min(1, lower + term)
      upper = Math.max(0, upper - term)
      weight *= j / half
    }
    total.lower += weight * lower
    total.upper += weight * upper
    if (weight < peak * 1e-24) break
  }
  return total
}

/** λ ≥ 0 with P(X ≤ x) = p for noncentral chi-square; 0 where even λ = 0 gives less than p. */
export const noncentralityFor = (x: number, df: number, p: number): number => {
  const lower = (lambda: number): number => noncentralChiSquare(x, df, lambda).lower
  if (lower(0) <= p) return 0
  let low = 0
  let high = Math.max(1, x)
  while (lower(high) > p) {
    low = high
    high *= 2
  }
  for (let i = 0; i < 100 && high - low > 1e-12 * high; i++) {
    const middle = (low + high) / 2
    if (lower(middle) > p) low = middle
    else high = middle
  }
  return (low + high) / 2
}
