import { incompleteBeta } from './beta'
import { deviance, stirlingError } from './gamma'
import { invertIncreasing } from './invert'
import { SQRT_2PI } from './math'
import { normalQuantile } from './normal'

/** Density of Student's t with df > 0 degrees of freedom (Loader's form). */
export const studentDensity = (t: number, df: number): number => {
  const scale = stirlingError((df + 1) / 2) - stirlingError(df / 2) - deviance(df / 2, (df + 1) / 2)
  const ratio = (t * t) / df
  return Math.exp(scale - (Math.log1p(ratio) * df) / 2) / (SQRT_2PI * Math.sqrt(1 + ratio))
}

/** P(T ≤ t). */
export const studentCdf = (t: number, df: number): number => {
  const tail = 0.5 * incompleteBeta(df / 2, 0.5, df / (df + t * t), (t * t) / (df + t * t)).lower
  return t > 0 ? 1 - tail : tail
}

/** Two-sided p-value P(|T| ≥ |t|). */
export const studentTwoSided = (t: number, df: number): number =>
  incompleteBeta(df / 2, 0.5, df / (df + t * t), (t * t) / (df + t * t)).lower

/** t with P(T ≤ t) = p. */
export const studentQuantile = (p: number, df: number): number => {
  if (p === 0.5) return 0
  if (p > 0.5) return -studentQuantile(1 - p, df)
  return invertIncreasing({
    value: (t) => studentCdf(t, df),
    slope: (t) => studentDensity(t, df),
    target: p,
    start: normalQuantile(p),
    low: -Infinity,
    high: 0
  })
}

/** Two-sided critical value of a confidence level. */
export const studentCritical = (level: number, df: number): number => -studentQuantile((1 - level) / 2, df)
