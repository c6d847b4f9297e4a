/** Sums over rows: n rows, Σw, Σw², Σwx, Σwx². Unweighted rows have w = 1, so Σw = Σw² = n. */
export type Moments = { n: number; sumW: number; sumW2: number; sumWX: number; sumWXX: number }

/** A plain list of numbers as moments (tests, small tables). */
export const momentsOf = (values: readonly number[]): Moments => ({
  n: values.length,
  sumW: values.length,
  sumW2: values.length,
  sumWX: values.reduce((s, x) => s + x, 0),
  sumWXX: values.reduce((s, x) => s + x * x, 0)
})

/** Kish's effective sample size (Σw)²/Σw². */
export const effectiveSize = ({ sumW, sumW2 }: Pick<Moments, 'sumW' | 'sumW2'>): number => (sumW * sumW) / sumW2

export const mean = ({ sumW, sumWX }: Moments): number => sumWX / sumW

/** Unbiased variance of x (n_eff − 1 in the denominator); never negative. Needs n_eff > 1. */
export const variance = (moments: Moments): number => {
  const size = effectiveSize(moments)
  const centred = moments.sumWXX / moments.sumW - mean(moments) * mean(moments)
  return (Math.max(0, centred) * size) / (size - 1)
}

/** Factor on a variance for a simple random sample of n rows from a frame of N: (N−n)/(N−1). */
export const finiteCorrection = (n: number, frame: number): number => (frame > 1 ? Math.max(0, (frame - n) / (frame - 1)) : 0)
