import { chiSquareQuantile, chiSquareUpper } from './chi-square'
import { noncentralityLimits } from './contingency'

/**
 * Sampling of a divergence that behaves locally as a multiple of chi-square: T/c ~ χ²(k − 1, λ) with c = δ_r/n + δ_c/m times a factor (1 for PSI,
 * ½ for Kullback–Leibler, ⅛ for Jensen–Shannon and squared Hellinger; Csiszár's f-divergences have the same second order, f''(1)/2). δ is the
 * design effect of clustered rows (Rao & Scott 1981). STATISTICS §8: a percentile bootstrap covers 0 to 73 %, this rule 93 to 98 %.
 */
export type DivergenceLaw = { scale: number; df: number }

export const divergenceLaw = (
  sizes: { n: number; m: number },
  effects: { reference: number; current: number },
  bins: number,
  factor: number
): DivergenceLaw => ({ scale: factor * (effects.reference / sizes.n + effects.current / sizes.m), df: bins - 1 })

/** Mean and upper quantile where there is no drift. */
export const nullMean = ({ scale, df }: DivergenceLaw): number => scale * df
export const nullQuantile = ({ scale, df }: DivergenceLaw, level: number): number => scale * chiSquareQuantile(level, df)

/** P(T ≥ value) where there is no drift. */
export const divergenceP = (value: number, { scale, df }: DivergenceLaw): number => chiSquareUpper(value / scale, df)

/** Limits of the population's divergence cλ. */
export function divergenceLimits(value: number, { scale, df }: DivergenceLaw, alpha: number): { low: number; high: number } {
  const { low, high } = noncentralityLimits(value / scale, df, alpha)
  return { low: scale * low, high: scale * high }
}
