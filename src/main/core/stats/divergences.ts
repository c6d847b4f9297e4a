import { sum } from './math'

/** Shares of the same k bins in a reference and a current sample; each sums to one. */
export type SharePair = { reference: Float64Array; current: Float64Array }

/** What empty bins are raised to where a logarithm needs it. */
export const SHARE_FLOOR = 1e-4

export const sharesOf = (counts: ArrayLike<number>): Float64Array => {
  const total = sum(counts)
  return Float64Array.from(counts, (count) => (total > 0 ? count / total : 0))
}

const raised = (share: number, floor: number): number => (share === 0 ? floor : share)

const overBins = ({ reference, current }: SharePair, term: (p: number, q: number) => number): number =>
  sum(reference.map((p, i) => term(p, current[i]!)))

/** One bin's part of the population stability index: (q − p) ln(q/p), empty shares raised to the floor. */
export const psiTerm = (p: number, q: number, floor = SHARE_FLOOR): number => {
  const [a, b] = [raised(p, floor), raised(q, floor)]
  return (b - a) * Math.log(b / a)
}

/** Population stability index (Siddiqi 2006): Σ (q − p) ln(q/p), Jeffreys' divergence of the binned shares. */
export const psi = (pair: SharePair, floor = SHARE_FLOOR): number => overBins(pair, (p, q) => psiTerm(p, q, floor))

/** Kullback–Leibler divergence of the current sample from the reference, Σ q ln(q/p), in nats, empty shares raised to the floor. */
export const kullbackLeibler = (pair: SharePair): number =>
  overBins(pair, (p, q) => raised(q, SHARE_FLOOR) * Math.log(raised(q, SHARE_FLOOR) / raised(p, SHARE_FLOOR)))

/** Jensen–Shannon divergence in nats (Lin 1991): 0 to ln 2. Its root is a distance; divided by ln 2 it is in bits. */
export const jensenShannon = (pair: SharePair): number => {
  const half = (x: number, middle: number): number => (x === 0 ? 0 : (x * Math.log(x / middle)) / 2)
  return Math.max(
    0,
    overBins(pair, (p, q) => half(p, (p + q) / 2) + half(q, (p + q) / 2))
  )
}

/** Hellinger distance, √(½ Σ (√p − √q)²): 0 to 1. */
export const hellinger = (pair: SharePair): number =>
  Math.sqrt(
    overBins(pair, (p, q) => {
      const gap = Math.sqrt(p) - Math.sqrt(q)
      return gap * gap
    }) / 2
  )

/** Total variation distance, ½ Σ |p − q|. */
export const totalVariation = (pair: SharePair): number => overBins(pair, (p, q) => Math.abs(p - q)) / 2

/** Largest change of one share, max |p − q|. */
export const largestChange = ({ reference, current }: SharePair): number =>
  reference.reduce((most, p, i) => Math.max(most, Math.abs(p - current[i]!)), 0)
