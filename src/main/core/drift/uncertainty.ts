import type { DistanceId } from '../../../shared/model/metrics/drift'
import type { StatusReason } from '../../../shared/model/measure'
import { cramerVonMisesP } from '../stats/cramer-von-mises'
import type { Limits } from '../stats/estimate'
import { undefinedFor, type Interval, type IntervalMethod, type Undefined } from '../stats/interval'
import { withInterval, withoutInterval, type Quantity } from '../stats/quantity'
import { exactKolmogorovP, kolmogorovScale, kolmogorovUpper, MOST_PATHS, tiedKolmogorovP } from '../stats/kolmogorov'
import { divergenceLaw, divergenceLimits, divergenceP, type DivergenceLaw } from '../stats/psi'
import { noncentralityLimits } from '../stats/contingency'
import { chiSquareUpper } from '../stats/chi-square'
import { sum } from '../stats/math'
import type { Random } from '../stats/random'
import { tieEnds } from '../stats/two-samples'
import type { Compared, Samples } from './distances'
import { noiseOf, type Seminorm } from './centred-noise'

/** f''(1)/2 of each divergence against PSI's one, and how its printed value goes to the divergence and back. */
type Divergence = { factor: number; toDivergence: (value: number) => number; fromDivergence: (divergence: number) => number }

const same = (x: number): number => x
const squared = (x: number): number => x * x
const LN2 = Math.LN2

const DIVERGENCES: Partial<Record<DistanceId, Divergence>> = {
  psi: { factor: 1, toDivergence: same, fromDivergence: same },
  kl_divergence: { factor: 1 / 2, toDivergence: same, fromDivergence: same },
  js_divergence_e: { factor: 1 / 8, toDivergence: same, fromDivergence: same },
  js_divergence: { factor: 1 / 8, toDivergence: (x) => x * LN2, fromDivergence: (d) => d / LN2 },
  js_distance_e: { factor: 1 / 8, toDivergence: squared, fromDivergence: Math.sqrt },
  js_distance: { factor: 1 / 8, toDivergence: (x) => x * x * LN2, fromDivergence: (d) => Math.sqrt(d / LN2) },
  hellinger_distance: { factor: 1 / 8, toDivergence: squared, fromDivergence: Math.sqrt }
}

const SEMINORMS: Partial<Record<DistanceId, Seminorm>> = {
  tv_distance: 'total-variation',
  linf_distance: 'largest',
  ks_distance: 'supremum',
  wasserstein_distance: 'area',
  wasserstein_normalised: 'area',
  energy_distance: 'energy'
}

/** Draws behind an interval by centred resampling. */
const DRAWS = 1000

export type Uncertainty = Pick<Quantity, 'limits' | 'noInterval' | 'test' | 'monteCarloError'> & { method?: IntervalMethod }

/** The distance with its interval and test, as a quantity. */
export function toQuantity(
  estimate: number,
  level: number,
  { method, limits, noInterval, ...rest }: Uncertainty,
  n: Quantity['n']
): Quantity {
  if (limits === null || method === undefined) return withoutInterval(estimate, noInterval ?? 'a-statistic', { ...rest, n })
  const at = (asked: number): Interval | Undefined => {
    const found = limits(1 - asked)
    return found === null ? undefinedFor('not-smooth') : { ...found, level: asked, method }
  }
  return withInterval(estimate, level, at, { ...rest, n })
}

/** `random`: a stream of draws of its own for this number. */
export function uncertaintyOf(metric: DistanceId, value: number, all: Compared, level: number, random: () => Random): Uncertainty {
  const { bins } = all
  const known = !Number.isNaN(bins.effects.reference + bins.effects.current)
  if (!known) return without('few-clusters')
  if (bins.reference.length < 2) return without('one-bin')
  const divergence = DIVERGENCES[metric]
  if (divergence !== undefined) return ofDivergence(value, divergence, lawOf(all, divergence.factor))
  if (metric === 'cramers_v') return ofCramersV(all)
  const seminorm = SEMINORMS[metric]
  if (seminorm !== undefined) return ofSeminorm(metric, value, seminorm, all, level, random)
  return { ...without(metric === 'cramer_von_mises' && isWeighed(all) ? 'weighted' : 'a-statistic'), ...testOf(metric, value, all) }
}

const without = (noInterval: StatusReason): Uncertainty => ({ limits: null, noInterval })

/** Law of a divergence over the merged bins; c counts the rows that are in bins. */
export function lawOf({ bins }: Compared, factor: number): DivergenceLaw {
  return divergenceLaw({ n: sum(bins.reference), m: sum(bins.current) }, bins.effects, bins.reference.length, factor)
}

function ofDivergence(value: number, { toDivergence, fromDivergence }: Divergence, law: DivergenceLaw): Uncertainty {
  const divergence = toDivergence(value)
  const limits = (alpha: number): Limits => {
    const { low, high } = divergenceLimits(divergence, law, alpha)
    return { low: fromDivergence(low), high: fromDivergence(high) }
  }
  return { method: 'noncentral-chi-square', limits, test: { method: 'psi-chi-square', p: divergenceP(divergence, law) } }
}

/** One average design effect for both samples, by the information each brings. */
function deflation({ bins }: Compared): number {
  const [n, m] = [sum(bins.reference), sum(bins.current)]
  return (bins.effects.reference / n + bins.effects.current / m) / (1 / n + 1 / m)
}

function ofCramersV(all: Compared): Uncertainty {
  const { table } = all
  if (table === null) return without('one-bin')
  const effect = deflation(all)
  const limits = (alpha: number): Limits => {
    const { low, high } = noncentralityLimits(table.chiSquare / effect, table.df, alpha)
    const back = (lambda: number): number => Math.min(1, Math.sqrt((lambda * effect) / table.n))
    return { low: back(low), high: back(high) }
  }
  return { method: 'noncentral-chi-square', limits, test: { method: 'chi-square', p: chiSquareUpper(table.chiSquare / effect, table.df) } }
}

/** |T̂ − T| ≤ T(noise) for every seminorm T of F − G; its quantile by resampling the centred shares, which is right also where nothing changed. */
function ofSeminorm(
  metric: DistanceId,
  value: number,
  seminorm: Seminorm,
  all: Compared,
  level: number,
  random: () => Random
): Uncertainty {
  const scale = metric === 'wasserstein_normalised' && all.samples !== null && value > 0 ? value / all.samples.apart().wasserstein : 1
  const noise = noiseOf(seminorm, all, DRAWS, random())
  if (noise === null) return without('one-bin')
  const at = (alpha: number): number => scale * noise[Math.min(noise.length - 1, Math.ceil((1 - alpha) * (noise.length + 1)) - 1)]!
  const most = seminorm === 'area' || seminorm === 'energy' ? Infinity : 1
  const limits = (alpha: number): Limits | null => {
    if (alpha * (noise.length + 1) < 1) return null
    const q = at(alpha)
    return { low: Math.max(0, value - q), high: Math.min(most, value + q) }
  }
  const test = testOf(metric, value, all, random) ?? { test: { method: 'centred-resampling' as const, p: tail(noise, value / scale) } }
  const error = spreadOfQuantile(noise, 1 - level, scale)
  return { method: 'centred-resampling', limits, monteCarloError: { low: error, high: error }, ...test }
}

const tail = (noise: Float64Array, value: number): number =>
  (1 + noise.reduce((count, x) => count + (x >= value ? 1 : 0), 0)) / (noise.length + 1)

/** Standard error of an upper quantile from the order statistics one binomial standard deviation to each side. */
function spreadOfQuantile(noise: Float64Array, alpha: number, scale: number): number {
  const deviation = Math.sqrt(noise.length * alpha * (1 - alpha))
  const place = (1 - alpha) * noise.length
  const at = (x: number): number => noise[Math.min(noise.length - 1, Math.max(0, Math.round(x) - 1))]!
  return (scale * (at(place + deviation) - at(place - deviation))) / 2
}

/** Rows that stand alone: classical tests hold for these only. */
const independent = ({ pair }: Compared): boolean =>
  [pair.reference, pair.current].every(({ effects }) => effects !== null && effects.every((effect) => effect === 1))

const isWeighed = ({ pair }: Compared): boolean => pair.reference.weighed || pair.current.weighed

const TIED_DRAWS = 2000
const MOST_TIED_VALUES = 512

/** The classical test of a distance between independent rows; none for others, nor for Cramér and von Mises's of weighed ones: its law is not known. */
export function testOf(metric: DistanceId, value: number, all: Compared, random?: () => Random): Pick<Uncertainty, 'test'> | null {
  const { table, samples } = all
  if (table !== null && metric === 'chi_square_statistic')
    return { test: { method: 'chi-square', p: chiSquareUpper(value / deflation(all), table.df) } }
  if (table !== null && metric === 'g_statistic')
    return { test: { method: 'chi-square', p: chiSquareUpper(value / deflation(all), table.df) } }
  if (samples === null || !independent(all)) return null
  if (metric === 'cramer_von_mises' && isWeighed(all)) return null
  if (metric === 'cramer_von_mises') {
    const { n, m, cramerVonMisesNull } = samples.all()
    return { test: { method: 'cramer-von-mises', p: cramerVonMisesP(value, n, m, cramerVonMisesNull) } }
  }
  return metric === 'ks_distance' ? { test: kolmogorovTest(all, random) } : null
}

/**
 * Exact by lattice paths where they are few; else Kolmogorov's limit, which is conservative under ties; where ties weigh and it lies between 0.001 and
 * 0.5, the pooled sample's permutation distribution in the limit. Weighed rows: the limit at Kish's effective sizes.
 */
function kolmogorovTest(all: Compared, random?: () => Random): NonNullable<Uncertainty['test']> {
  const { samples } = all
  if (samples === null) return { method: 'kolmogorov-smirnov', p: 1 }
  const [{ length: n, all: x }, { length: m, all: y }] = [samples.reference, samples.current]
  const { ks } = samples.apart()
  if (isWeighed(all)) return { method: 'kolmogorov-smirnov-weighted', p: kolmogorovUpper(kolmogorovScale(ks, n, m)) }
  if (n * m <= MOST_PATHS) return { method: 'kolmogorov-smirnov-exact', p: exactKolmogorovP(ks, n, m, tieEnds(x(), y())) }
  const scaled = kolmogorovScale(ks, n, m)
  const limit = kolmogorovUpper(scaled)
  const plain = { method: 'kolmogorov-smirnov' as const, p: limit }
  if (random === undefined || limit < 0.001 || limit > 0.5 || manyValues(samples)) return plain
  const { ties } = samples.all()
  if (ties.largest < 0.01 || ties.distinct > MOST_TIED_VALUES) return plain
  return { method: 'kolmogorov-smirnov-ties', p: tiedKolmogorovP(scaled, pooledShares(x(), y(), ties.distinct), random(), TIED_DRAWS) }
}

/** Whether a few of the reference's ranks alone show more values than ties are followed for. */
function manyValues({ reference: { length, at } }: Samples): boolean {
  const looks = Math.min(length, 2 * MOST_TIED_VALUES)
  return new Set(at(Array.from({ length: looks }, (_, i) => Math.floor((i * length) / looks)))).size > MOST_TIED_VALUES
}

/** Cumulative shares of the pooled sample at the end of each distinct value but the last. */
function pooledShares(x: Float64Array, y: Float64Array, distinct: number): Float64Array {
  const ends = tieEnds(x, y)
  const shares = new Float64Array(distinct - 1)
  let at = 0
  for (let place = 0; place < ends.length && at < shares.length; place++) if (ends[place] === 1) shares[at++] = (place + 1) / ends.length
  return shares
}
