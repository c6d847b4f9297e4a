import type { DistanceId } from '../../../shared/model/metrics/drift'
import { contingency, type Contingency } from '../stats/contingency'
import { hellinger, jensenShannon, kullbackLeibler, largestChange, psi, totalVariation } from '../stats/divergences'
import { compareSorted, type TwoSamples } from '../stats/two-samples'
import type { Binning } from './binning'
import { mergedBins, type MergedBins } from './merge-bins'
import { psiAsEvidently, psiAsValidMind } from './peer-psi'
import type { Pair } from './side'

/** What every distance of a pair is computed from; each part once. */
export type Compared = { pair: Pair; binning: Binning; bins: MergedBins; table: Contingency | null; samples: TwoSamples | null }

export function compared(pair: Pair, binning: Binning): Compared {
  const bins = mergedBins(pair, binning)
  const { sorted: x } = pair.reference
  const { sorted: y } = pair.current
  const samples = x !== null && y !== null && x.length > 0 && y.length > 0 ? compareSorted(x, y) : null
  return { pair, binning, bins, table: contingency(bins.reference, bins.current), samples }
}

const BLOCK = 65_536

/** Standard deviation over n, by the sums of blocks of 65,536 values in ascending order. */
export function spread(sorted: Float64Array): number {
  let sum = 0
  for (let start = 0; start < sorted.length; start += BLOCK) sum += blockSum(sorted, start)
  const mean = sum / sorted.length
  let squares = 0
  for (let start = 0; start < sorted.length; start += BLOCK) squares += blockSquares(sorted, start, mean)
  return Math.sqrt(squares / sorted.length)
}

function blockSum(numbers: Float64Array, start: number): number {
  const end = Math.min(numbers.length, start + BLOCK)
  let sum = 0
  for (let i = start; i < end; i++) sum += numbers[i]!
  return sum
}

function blockSquares(numbers: Float64Array, start: number, mean: number): number {
  const end = Math.min(numbers.length, start + BLOCK)
  let sum = 0
  for (let i = start; i < end; i++) {
    const gap = numbers[i]! - mean
    sum += gap * gap
  }
  return sum
}

const LN2 = Math.LN2

const OF_BINS: Partial<Record<DistanceId, (bins: MergedBins, table: Contingency | null) => number | null>> = {
  psi: ({ shares }) => psi(shares),
  kl_divergence: ({ shares }) => kullbackLeibler(shares),
  js_distance: ({ shares }) => Math.sqrt(jensenShannon(shares) / LN2),
  js_distance_e: ({ shares }) => Math.sqrt(jensenShannon(shares)),
  js_divergence: ({ shares }) => jensenShannon(shares) / LN2,
  js_divergence_e: ({ shares }) => jensenShannon(shares),
  hellinger_distance: ({ shares }) => hellinger(shares),
  tv_distance: ({ shares }) => totalVariation(shares),
  linf_distance: ({ shares }) => largestChange(shares),
  chi_square_statistic: (_, table) => table?.chiSquare ?? null,
  g_statistic: (_, table) => table?.g ?? null,
  cramers_v: (_, table) => table?.cramersV ?? null
}

const OF_SAMPLES: Partial<Record<DistanceId, (samples: TwoSamples, reference: Float64Array) => number>> = {
  ks_distance: ({ ks }) => ks,
  wasserstein_distance: ({ wasserstein }) => wasserstein,
  wasserstein_normalised: ({ wasserstein }, reference) => wasserstein / Math.max(spread(reference), 0.001),
  energy_distance: ({ energy }) => energy,
  cramer_von_mises: ({ cramerVonMises }) => cramerVonMises,
  anderson_darling: ({ anderson }) => anderson,
  probability_of_superiority: ({ mannWhitney }) => mannWhitney
}

/** A distance of the pair; null where it is not defined: a sample is empty, or the column has no numbers. */
export function distanceOf(metric: DistanceId, { pair, binning, bins, table, samples }: Compared): number | null {
  if (pair.reference.rows === 0 || pair.current.rows === 0) return null
  const { sorted } = pair.reference
  const ofSamples = OF_SAMPLES[metric]
  if (ofSamples !== undefined) return samples === null || sorted === null ? null : ofSamples(samples, sorted)
  if (bins.reference.every((count) => count === 0) || bins.current.every((count) => count === 0)) return null
  if (metric === 'psi_evidently') return psiAsEvidently(pair, binning)
  if (metric === 'psi_validmind') return psiAsValidMind(pair, binning)
  return OF_BINS[metric]?.(bins, table) ?? null
}
