import { noncentralChiSquare } from './chi-square'
import { normalCdf } from './normal'
import { power } from './math'

/** P(X ≤ x) for noncentral chi-square by Sankaran's (1963) normal approximation of (X/(df + λ))^h; for large df + λ. */
export function noncentralBySankaran(x: number, df: number, lambda: number): number {
  const mean = df + lambda
  const spread = df + 2 * lambda
  const h = 1 - (2 * mean * (df + 3 * lambda)) / (3 * spread * spread)
  const p = spread / (mean * mean)
  const m = (h - 1) * (1 - 3 * h)
  const centre = 1 + h * p * (h - 1 - 0.5 * (2 - h) * m * p)
  return normalCdf((power(x / mean, h) - centre) / (h * Math.sqrt(2 * p) * (1 + 0.5 * m * p)))
}

/** λ ≥ 0 with P(X ≤ x) = p: by halving of the approximation, then one of Newton's steps on the exact mixture. */
export function noncentralityBySankaran(x: number, df: number, p: number): number {
  let low = 0
  let high = 2 * x
  while (noncentralBySankaran(x, df, high) > p) high *= 2
  for (let i = 0; i < 60 && high - low > 1e-13 * high; i++) {
    const middle = (low + high) / 2
    if (noncentralBySankaran(x, df, middle) > p) low = middle
    else high = middle
  }
  return corrected((low + high) / 2, x, df, p)
}

/** The slope is the approximation's own; the step is small, so its error is of second order. */
function corrected(lambda: number, x: number, df: number, p: number): number {
  const width = Math.sqrt(lambda) * 1e-3
  const slope = (noncentralBySankaran(x, df, lambda + width) - noncentralBySankaran(x, df, lambda - width)) / (2 * width)
  const step = (noncentralChiSquare(x, df, lambda).lower - p) / slope
  return Math.abs(step) <= 1e-3 * lambda ? lambda - step : lambda
}
