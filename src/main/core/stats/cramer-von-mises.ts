import type { TwoSamples } from './two-samples'
import { logGamma } from './gamma'

/** e^y K_¼(y), the modified Bessel function of order ¼: ∫ exp(−y (cosh t − 1)) cosh(t/4) dt by the trapezoidal rule, which converges doubly exponentially. */
function scaledBesselQuarter(y: number): number {
  const step = 1 / 32
  let sum = 0.5
  for (let i = 1; i < 2000; i++) {
    const t = i * step
    const e = Math.exp(t)
    const term = Math.exp(-y * ((e + 1 / e) / 2 - 1)) * ((Math.exp(t / 4) + Math.exp(-t / 4)) / 2)
    sum += term
    if (term < 1e-18 * sum) break
  }
  return sum * step
}

/** P(ω² > x) of the limit distribution of Cramér and von Mises (Anderson & Darling 1952, equation 4.35; the series of Csörgő & Faraway 1996). */
export function cramerVonMisesUpper(x: number): number {
  if (!(x > 0)) return 1
  let total = 0
  for (let k = 0; k < 40; k++) {
    const z = ((4 * k + 1) * (4 * k + 1)) / (16 * x)
    const term =
      (Math.exp(logGamma(k + 0.5) - logGamma(k + 1) - 2 * z) * Math.sqrt(4 * k + 1) * scaledBesselQuarter(z)) /
      (Math.PI * Math.sqrt(Math.PI) * Math.sqrt(x))
    total += term
    if (Math.abs(term) < 1e-17) break
  }
  return Math.min(1, Math.max(0, 1 - total))
}

/**
 * p of the two-sample statistic T, its moments matched to those of the limit (Anderson 1962; scipy's cramervonmises_2samp, asymptotic). `mean`,
 * `variance`: those of T under equal distributions with the sample's ties, the variance in the limit; 1/45 without ties. Ties leave fewer terms of
 * the limit's weighted sum of squares, the first of which rules: also two values are met within a tenth of p from 0.01 to 0.1.
 */
export function cramerVonMisesP(t: number, n: number, m: number, { mean, variance }: TwoSamples['cramerVonMisesNull']): number {
  const total = n + m
  const ofSizes = ((total + 1) * (4 * n * m * total - 3 * (n * n + m * m) - 2 * n * m)) / (total * total * 4 * n * m)
  return cramerVonMisesUpper(1 / 6 + (t - mean) / Math.sqrt(45 * variance * ofSizes))
}
