import { sum } from '../stats/math'
import { normalDraws } from '../stats/normal-draws'
import type { Random } from '../stats/random'
import { countIn } from './binning'
import type { Compared } from './distances'
import type { Ordered } from './ordered'

/** Seminorms of the difference of two distributions: of binned shares, or of distribution functions. */
export type Seminorm = 'total-variation' | 'largest' | 'supremum' | 'area' | 'energy'

/** Cells of the pooled sample on which distribution functions are resampled. */
const CELLS = 64

type Grid = { p: Float64Array; q: Float64Array; n: number; m: number; widths: Float64Array }

/**
 * Ascending draws of T((p* − p) − (q* − q)): shares resampled around those observed (a multinomial's normal limit), their errors widened by the
 * design effects. Null where there is nothing to resample.
 */
export function noiseOf(seminorm: Seminorm, all: Compared, draws: number, random: Random): Float64Array | null {
  const grid = seminorm === 'total-variation' || seminorm === 'largest' ? gridOfBins(all) : gridOfValues(all)
  if (grid === null || grid.p.length < 2) return null
  const next = normalDraws(random)
  const { effects } = all.bins
  const law = errorLaw(grid, effects.reference / grid.n, effects.current / grid.m)
  const error = new Float64Array(grid.p.length)
  const out = new Float64Array(draws)
  for (let draw = 0; draw < draws; draw++) {
    drawError(law, next, error)
    out[draw] = NORMS[seminorm](error, grid.widths)
  }
  return out.sort()
}

/** Per cell: p and q, the deviation of their difference's error before totals are taken off, how much of it is p's, and the deviation that both totals share. */
type ErrorLaw = { p: Float64Array; q: Float64Array; deviation: Float64Array; ofP: Float64Array; shared: number }

/**
 * A multinomial's normal limit is x_i − p_i Σ x with independent x_i of variance a p_i. Of two samples' x and y only u = x − y and both totals are needed: given
 * u, x_i has mean u_i a p_i/(a p_i + b q_i), and what x and y have in common has variance a p_i b q_i/(a p_i + b q_i). So one draw a cell serves both samples.
 */
function errorLaw({ p, q }: Grid, a: number, b: number): ErrorLaw {
  const variance = p.map((share, i) => a * share + b * q[i]!)
  const ofP = p.map((share, i) => (variance[i]! > 0 ? (a * share) / variance[i]! : 0))
  const common = p.reduce((total, _, i) => total + ofP[i]! * b * q[i]!, 0)
  return { p, q, deviation: variance.map(Math.sqrt), ofP, shared: Math.sqrt(common) }
}

function drawError({ p, q, deviation, ofP, shared }: ErrorLaw, next: () => number, error: Float64Array): void {
  const common = shared * next()
  let [totalP, totalQ] = [common, common]
  for (let i = 0; i < error.length; i++) {
    const drawn = deviation[i]! * next()
    error[i] = drawn
    totalP += ofP[i]! * drawn
    totalQ += (ofP[i]! - 1) * drawn
  }
  for (let i = 0; i < error.length; i++) error[i]! -= p[i]! * totalP - q[i]! * totalQ
}

const NORMS: Record<Seminorm, (error: Float64Array, widths: Float64Array) => number> = {
  'total-variation': (error) => error.reduce((total, x) => total + Math.abs(x), 0) / 2,
  largest: (error) => error.reduce((most, x) => Math.max(most, Math.abs(x)), 0),
  supremum: (error) => along(error, (most, f) => Math.max(most, Math.abs(f))),
  area: (error, widths) => along(error, (area, f, i) => area + Math.abs(f) * widths[i]!),
  energy: (error, widths) => Math.sqrt(2 * along(error, (area, f, i) => area + f * f * widths[i]!))
}

/** Folds over the distribution function of the errors, at the end of each cell but the last. */
function along(error: Float64Array, fold: (before: number, f: number, i: number) => number): number {
  let f = 0
  let result = 0
  for (let i = 0; i < error.length - 1; i++) {
    f += error[i]!
    result = fold(result, f, i)
  }
  return result
}

const gridOfBins = ({ bins }: Compared): Grid => ({
  p: bins.shares.reference,
  q: bins.shares.current,
  n: sum(bins.reference),
  m: sum(bins.current),
  widths: new Float64Array(0)
})

/** Cells between quantiles of both samples together; the width of an end is from the middle of its cell to the middle of the next. */
function gridOfValues({ samples }: Compared): Grid | null {
  if (samples === null) return null
  const [x, y] = [valuesOf(samples.reference), valuesOf(samples.current)]
  const edges = Float64Array.from(new Set([...x.inner, ...y.inner])).sort()
  const bounds = [Math.min(x.least, y.least), ...edges, Math.max(x.greatest, y.greatest)]
  const middle = (i: number): number => (bounds[i]! + bounds[i + 1]!) / 2
  const shares = (numbers: Ordered): Float64Array => countIn(numbers, edges).map((count) => count / numbers.length)
  return {
    p: shares(samples.reference),
    q: shares(samples.current),
    n: samples.reference.length,
    m: samples.current.length,
    widths: Float64Array.from({ length: edges.length }, (_, i) => middle(i + 1) - middle(i))
  }
}

function valuesOf({ length, at }: Ordered): { least: number; inner: readonly number[]; greatest: number } {
  const inner = Array.from({ length: CELLS - 1 }, (_, i) => Math.floor((length * (i + 1)) / CELLS))
  const numbers = at([0, ...inner, length - 1])
  return { least: numbers[0]!, inner: numbers.slice(1, -1), greatest: numbers[numbers.length - 1]! }
}
