import { stirlingError } from '../../../../src/main/core/stats/gamma'
import type { Random } from '../../../../src/main/core/stats/random'

/** Below this mean the sampler inverts the distribution function; above it rejects from a transformed uniform. */
const INVERSION_BELOW = 10

/** One draw of Binomial(n, p): exact (no normal approximation), deterministic given the stream. */
export const drawBinomial = (n: number, p: number, random: Random): number => {
  if (n <= 0 || p <= 0) return 0
  if (p >= 1) return n
  if (p > 0.5) return n - drawBinomial(n, 1 - p, random)
  return n * p < INVERSION_BELOW ? invert(n, p, random) : reject(n, p, random)
}

const invert = (n: number, p: number, random: Random): number => {
  const odds = p / (1 - p)
  const start = Math.exp(n * Math.log1p(-p))
  for (;;) {
    let left = random.uniform()
    let term = start
    for (let k = 0; k <= n && k < 200; k++) {
      if (left <= term) return k
      left -= term
      term *= (odds * (n - k)) / (k + 1)
    }
  }
}

const TWO_32 = 4294967296

const TAIL = Float64Array.from({ length: 64 }, (_, k) => stirlingError(k + 1))

/** Correction of Stirling's formula for ln k!, in Hörmann's form ½ ln 2π + (k+½) ln(k+1) − (k+1) + tail(k) ≈ stirlingError(k+1). */
const tail = (k: number): number => {
  if (k < 64) return TAIL[k]!
  const x = 1 / (k + 1)
  return x * (1 / 12 - x * x * (1 / 360 - (x * x) / 1260))
}

/** Transformed rejection with squeeze, BTRS of Hörmann (1993), for n p ≥ 10 and p ≤ ½. */
const reject = (n: number, p: number, random: Random): number => {
  const spq = Math.sqrt(n * p * (1 - p))
  const b = 1.15 + 2.53 * spq
  const a = -0.0873 + 0.0248 * b + 0.01 * p
  const c = n * p + 0.5
  for (;;) {
    const v = (random.word() + 0.5) / TWO_32
    const u = (random.word() + 0.5) / TWO_32 - 0.5
    const us = 0.5 - Math.abs(u)
    const k = Math.floor(((2 * a) / us + b) * u + c)
    if (us >= 0.07 && (0.92 - v) * b >= 4.2) return k
    if (k < 0 || k > n) continue
    const height = (v * (2.83 + 5.1 / b) * spq) / (a / (us * us) + b)
    if (Math.log(height) <= logRatio(n, k, Math.floor((n + 1) * p), p / (1 - p))) return k
  }
}

/** ln of P(K = k) / P(K = mode). */
const logRatio = (n: number, k: number, m: number, odds: number): number =>
  (m + 0.5) * Math.log((m + 1) / (odds * (n - m + 1))) +
  (n + 1) * Math.log((n - m + 1) / (n - k + 1)) +
  (k + 0.5) * Math.log((odds * (n - k + 1)) / (k + 1)) +
  tail(m) +
  tail(n - m) -
  tail(k) -
  tail(n - k)
