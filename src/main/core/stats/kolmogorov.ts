import { SQRT_2PI } from './math'
import { normalDraws } from './normal-draws'
import type { Random } from './random'

/** P(K > t) of Kolmogorov's limit distribution: 2 Σ (−1)^(k−1) exp(−2 k² t²), and its theta-function form for small t. */
export function kolmogorovUpper(t: number): number {
  if (t <= 0) return 1
  if (t < 0.8) {
    let sum = 0
    for (let k = 1; k < 30; k += 2) sum += Math.exp((-k * k * Math.PI * Math.PI) / (8 * t * t))
    return Math.min(1, Math.max(0, 1 - (SQRT_2PI / t) * sum))
  }
  let sum = 0
  for (let k = 1; k < 30; k++) {
    const term = Math.exp(-2 * k * k * t * t)
    sum += k % 2 === 1 ? term : -term
    if (term < 1e-18 * sum) break
  }
  return Math.min(1, 2 * sum)
}

/** √(nm/(n + m)) D: what the limit distribution is of. */
export const kolmogorovScale = (d: number, n: number, m: number): number => d * Math.sqrt((n / (n + m)) * m)

/** Cells of the lattice up to which paths are counted. */
export const MOST_PATHS = 4_000_000

/**
 * P(D ≥ d) over all equally likely orders of the pooled sample, exact also with ties: lattice paths from (0, 0) to (n, m) that leave the band
 * |i/n − j/m| < d where a value ends (Schröer & Trenkler 1995; the recursion of R's psmirnov). `ends`: 1 at the last place of each distinct
 * value of the pooled sample in ascending order, length n + m.
 */
export function exactKolmogorovP(d: number, n: number, m: number, ends: Uint8Array): number {
  const limit = Math.round(d * n * m) - 0.5
  const all = new Float64Array(m + 1)
  const out = new Float64Array(m + 1)
  const leaves = (i: number, j: number): boolean => i + j > 0 && ends[i + j - 1] === 1 && Math.abs(i * m - j * n) > limit
  all[0] = 1
  for (let j = 1; j <= m; j++) {
    all[j] = 1
    out[j] = leaves(0, j) ? 1 : out[j - 1]!
  }
  for (let i = 1; i <= n; i++) {
    const weight = i / (i + m)
    all[0] = weight * all[0]
    out[0] = leaves(i, 0) ? all[0] : weight * out[0]!
    for (let j = 1; j <= m; j++) {
      all[j] = weight * all[j]! + all[j - 1]!
      out[j] = leaves(i, j) ? all[j]! : weight * out[j]! + out[j - 1]!
    }
  }
  return Math.min(1, out[m]! / all[m]!)
}

/**
 * P(D ≥ d) under ties in large samples: the pooled sample's permutation distribution tends to the largest |bridge| at the places where values
 * end; `shares` are the cumulative shares of the pooled sample there (the last, 1, may be left out). Draws B bridges; p = (1 + #)/(B + 1).
 */
export function tiedKolmogorovP(scaled: number, shares: Float64Array, random: Random, draws: number): number {
  const next = normalDraws(random)
  const steps = shares.map((share, i) => Math.sqrt(Math.max(0, share - (i === 0 ? 0 : shares[i - 1]!))))
  const last = Math.sqrt(Math.max(0, 1 - (shares[shares.length - 1] ?? 0)))
  const path = new Float64Array(shares.length)
  let beyond = 0
  for (let draw = 0; draw < draws; draw++) {
    let walk = 0
    for (let i = 0; i < steps.length; i++) path[i] = walk += steps[i]! * next()
    const end = walk + last * next()
    let most = 0
    for (let i = 0; i < path.length; i++) most = Math.max(most, Math.abs(path[i]! - shares[i]! * end))
    if (most >= scaled) beyond++
  }
  return (1 + beyond) / (draws + 1)
}
