import { deviance, stirlingError } from './gamma'

/** Γ(n+1)/(Γ(x+1)Γ(n−x+1)) p^x q^(n−x) for real 0 ≤ x ≤ n and q = 1 − p. Loader's saddle-point form: no loss of digits at n = 10 million. */
export const binomialTerm = (x: number, n: number, p: number, q: number): number => {
  if (x < 0 || x > n) return 0
  if (p === 0) return x === 0 ? 1 : 0
  if (q === 0) return x === n ? 1 : 0
  if (x === 0) return n === 0 ? 1 : Math.exp(p < 0.5 ? n * Math.log1p(-p) : n * Math.log(q))
  if (x === n) return Math.exp(q < 0.5 ? n * Math.log1p(-q) : n * Math.log(p))
  const y = n - x
  const exponent = stirlingError(n) - stirlingError(x) - stirlingError(y) - deviance(x, n * p) - deviance(y, n * q)
  return Math.exp(exponent) * Math.sqrt(n / (2 * Math.PI * x * y))
}
