import { highestDraw, hypergeometricAtLeast, hypergeometricCdf, hypergeometricMode, hypergeometricPmf, lowestDraw } from './hypergeometric'
import type { Urn } from './hypergeometric'
import type { Computed } from './interval'
import { undefinedFor } from './interval'
import type { Count } from './two-proportions'

/** p-values of one test: `less` is against "the first rate is lower", `greater` against "higher", `twoSided` against both. */
export type Sides = { less: number; greater: number; twoSided: number }

/** Two outcomes count as equally probable within this relative difference (as in R's fisher.test). */
const TIE = 1e-7

const cap = (p: number): number => Math.min(1, Math.max(0, p))

/**
 * Fisher's exact test of two rates and its mid-p version. Two-sided by point probability: all tables no more probable than the observed
 * one (not by doubling the smaller tail); its mid-p counts equally probable tables half. Counts must be whole: weighted data have no such test.
 * Work at n = 10 million: a few thousand terms.
 */
export const fisherTest = (a: Count, b: Count): Computed<{ exact: Sides; midP: Sides }> => {
  if (!(a.n > 0) || !(b.n > 0)) return undefinedFor('no-rows')
  if (![a.k, a.n, b.k, b.n].every(Number.isInteger)) return undefinedFor('weighted')
  const urn: Urn = { total: a.n + b.n, marked: a.k + b.k, drawn: a.n }
  const observed = hypergeometricPmf(a.k, urn)
  const less = hypergeometricCdf(a.k, urn)
  const greater = hypergeometricAtLeast(a.k, urn)
  const { twoSided, ties } = byPointProbability(a.k, observed, less, greater, urn)
  return {
    exact: { less: cap(less), greater: cap(greater), twoSided: cap(twoSided) },
    midP: { less: cap(less - observed / 2), greater: cap(greater - observed / 2), twoSided: cap(twoSided - ties / 2) }
  }
}

const byPointProbability = (k: number, observed: number, less: number, greater: number, urn: Urn): { twoSided: number; ties: number } => {
  const mode = hypergeometricMode(urn)
  const within = (x: number): boolean => hypergeometricPmf(x, urn) <= observed * (1 + TIE)
  const tied = (x: number): number => {
    const p = x === k ? 0 : hypergeometricPmf(x, urn)
    return p >= observed * (1 - TIE) && p <= observed * (1 + TIE) ? p : 0
  }
  const besides = observed + tied(k - 1) + tied(k + 1)
  if (within(mode)) return { twoSided: 1, ties: besides }
  if (k < mode) {
    const first = boundary(mode, highestDraw(urn) + 1, within)
    return { twoSided: less + hypergeometricAtLeast(first, urn), ties: besides + tied(first) }
  }
  const last = boundary(mode, lowestDraw(urn) - 1, within)
  return { twoSided: greater + hypergeometricCdf(last, urn), ties: besides + tied(last) }
}

/** The x nearest to `inside` (where the condition is false) on the way to `outside` (where it is taken to hold) at which it holds. */
const boundary = (inside: number, outside: number, holds: (x: number) => boolean): number => {
  let no = inside
  let yes = outside
  while (Math.abs(yes - no) > 1) {
    const middle = Math.trunc((no + yes) / 2)
    if (holds(middle)) yes = middle
    else no = middle
  }
  return yes
}
