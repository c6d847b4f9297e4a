import { binomialTerm } from '../../../../src/main/core/stats/binomial-term'

/** P(X = k) for n trials. */
export const binomialPmf = (k: number, n: number, p: number): number => binomialTerm(k, n, p, 1 - p)
