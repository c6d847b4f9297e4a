import { incompleteBeta } from './beta'
import { binomialTerm } from './binomial-term'

/** P(X = k) for n trials. */
export const binomialPmf = (k: number, n: number, p: number): number => binomialTerm(k, n, p, 1 - p)

/** P(X ≤ k). */
export const binomialCdf = (k: number, n: number, p: number): number => {
  if (k < 0) return 0
  if (k >= n) return 1
  return incompleteBeta(k + 1, n - k, p).upper
}

/** P(X ≥ k), precise in the far tail. */
export const binomialAtLeast = (k: number, n: number, p: number): number => {
  if (k <= 0) return 1
  if (k > n) return 0
  return incompleteBeta(k, n - k + 1, p).lower
}
