import { isOfNumbers, type DistanceId } from '../../../shared/model/metrics/drift'
import { contingency, type Contingency } from '../stats/contingency'
import { hellinger, jensenShannon, kullbackLeibler, largestChange, psi, totalVariation } from '../stats/divergences'
import {
  compareSorted,
  supremumAndArea,
  weighedSamples,
  type TwoSamples,
  type WeighedSample,
  type WeighedSamples
} from '../stats/two-samples'
import type { Binning } from './binning'
import { mergedBins, type MergedBins } from './merge-bins'
import { psiAsEvidently, psiAsValidMind } from './peer-psi'
import type { Apart, Ordered } from './ordered'
import type { Pair } from './side'

/**
 * Both samples of numbers, neither empty: what two distances need, what those that weights allow for do, and what all of them do for rows that weigh one
 * each; each found when first asked for.
 */
export type Samples = {
  reference: Ordered
  current: Ordered
  apart: () => Apart
  weighed: () => WeighedSamples
  all: () => TwoSamples
  /** The fewest rows on one value of a sample; null where values are too many for their counts to be searched out from a distance. */
  fewestOfValue: () => number | null
}

/** What every distance of a pair is computed from; each part once. */
export type Compared = {
  pair: Pair
  binning: Binning
  bins: MergedBins
  table: Contingency | null
  samples: Samples | null
  /** Whether rows of some bins may not be told, and under how many no cell may. */
  masked: boolean
  limit: number | undefined
}

/** `complete`: all distances of the samples are wanted. `masked`: bins whose rows may not be told. */
export function compared(pair: Pair, binning: Binning, complete = true, masked: ReadonlySet<number> = NONE, limit?: number): Compared {
  const bins = mergedBins(pair, binning, masked)
  const table = contingency(bins.reference, bins.current)
  return { pair, binning, bins, table, samples: samplesOf(pair, complete), masked: masked.size > 0, limit }
}

const NONE: ReadonlySet<number> = new Set()

/**
 * Whether the distance would tell counts that are masked: those with bins of their own where bins are, and those of the numbers themselves where few values
 * occur and one of them, or a bin, is small, since one figure in full digits is met by hardly more than one pair of whole counts. Of many values a distance
 * tells at most how many rows lie under one unnamed value.
 */
export function tellsMasked(metric: DistanceId, { masked, limit, samples }: Compared): boolean {
  if (metric === 'psi_evidently' || metric === 'psi_validmind') return masked
  if (limit === undefined || samples === null || !isOfNumbers(metric)) return false
  const values = samples.fewestOfValue()
  return values !== null && (masked || values < limit)
}

const FEW_VALUES = 64

/** The fewest rows that a value has in a sample that has it; null where both ascending samples together have more values than could be searched. */
function fewestOfValue(samples: readonly Float64Array[]): number | null {
  const values = new Set<number>()
  let fewest = Infinity
  for (const sorted of samples) {
    for (let i = 0, from = 0; i < sorted.length; i++) {
      if (i + 1 < sorted.length && sorted[i + 1] === sorted[i]) continue
      fewest = Math.min(fewest, i + 1 - from)
      from = i + 1
      if (values.add(sorted[i]!).size > FEW_VALUES) return null
    }
  }
  return fewest
}

function samplesOf({ reference: { ordered: x }, current: { ordered: y }, apart }: Pair, complete: boolean): Samples | null {
  if (x === null || y === null || x.length === 0 || y.length === 0) return null
  const all = once(() => compareSorted(x.all(), y.all()))
  const fewest = once(() => fewestOfValue([x.all(), y.all()]))
  if (x.running !== undefined || y.running !== undefined) {
    const weighed = once(() => weighedSamples(sampleOf(x), sampleOf(y), x.length, y.length))
    return { reference: x, current: y, all, weighed, apart: weighed, fewestOfValue: fewest }
  }
  const two = once(apart ?? ((): Apart => supremumAndArea(x.all(), y.all())))
  return { reference: x, current: y, all, weighed: all, apart: complete ? all : two, fewestOfValue: fewest }
}

const sampleOf = ({ all, running }: Ordered): WeighedSample => ({ numbers: all(), running: running ?? null })

function once<T>(make: () => T): () => T {
  let made: { it: T } | null = null
  return () => (made ??= { it: make() }).it
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

const OF_SAMPLES: Partial<Record<DistanceId, (samples: Samples) => number>> = {
  ks_distance: ({ apart }) => apart().ks,
  wasserstein_distance: ({ apart }) => apart().wasserstein,
  wasserstein_normalised: ({ apart, reference }) => apart().wasserstein / Math.max(reference.spread(), 0.001),
  energy_distance: ({ weighed }) => weighed().energy,
  cramer_von_mises: ({ weighed }) => weighed().cramerVonMises,
  anderson_darling: ({ all }) => all().anderson,
  probability_of_superiority: ({ weighed }) => weighed().mannWhitney
}

/**
 * Whether rows are weighed and the distance has no weighted form: Anderson and Darling's is standardised by moments that weights change, and other tools'
 * own indices know no weights.
 */
export const lacksWeights = (metric: DistanceId, { reference, current }: Pair): boolean =>
  (reference.weighed || current.weighed) && OF_BINS[metric] === undefined && !OF_WEIGHED_NUMBERS.includes(metric)

/** Distances of numbers that weighted distribution functions have too. */
const OF_WEIGHED_NUMBERS: readonly DistanceId[] = [
  'ks_distance',
  'wasserstein_distance',
  'wasserstein_normalised',
  'energy_distance',
  'cramer_von_mises',
  'probability_of_superiority'
]

/** Whether so few rows were to be expected that all bins became one: it would tell no distance at all from the largest. */
const allMerged = ({ bins }: Compared): boolean => bins.merged > 0 && bins.reference.length < 2

/** A distance of the pair; null where it is not defined: a sample is empty, its bins are one for want of rows, or the column has no numbers. */
export function distanceOf(metric: DistanceId, all: Compared): number | null {
  const { pair, binning, bins, table, samples } = all
  if (pair.reference.rows === 0 || pair.current.rows === 0) return null
  if (lacksWeights(metric, pair) || tellsMasked(metric, all)) return null
  const ofSamples = OF_SAMPLES[metric]
  if (ofSamples !== undefined) return samples === null ? null : ofSamples(samples)
  if (bins.reference.every((count) => count === 0) || bins.current.every((count) => count === 0)) return null
  if (metric === 'psi_evidently') return psiAsEvidently(pair, binning)
  if (metric === 'psi_validmind') return psiAsValidMind(pair, binning)
  return allMerged(all) ? null : (OF_BINS[metric]?.(bins, table) ?? null)
}
