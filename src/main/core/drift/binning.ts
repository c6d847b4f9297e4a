import { EPSILON } from '../stats/math'

/** Bins learned on the reference part. Missing values of a category are a bin of their own save for outcomes; those of numbers are in none. */
export type Binning =
  | { kind: 'number'; edges: Float64Array; rule: 'quantiles' | 'fixed' }
  | { kind: 'category'; values: readonly string[]; seen: number; missing: number; ownBin: boolean }

export const sizeOf = (binning: Binning): number =>
  binning.kind === 'number' ? binning.edges.length + 1 : binning.values.length + (binning.ownBin ? 1 : 0)

/** Quantile of ascending numbers by linear interpolation (Hyndman & Fan's type 7, numpy's default). */
export function quantile(sorted: Float64Array, share: number): number {
  const at = (sorted.length - 1) * share
  const below = Math.floor(at)
  const low = sorted[below]!
  return below + 1 < sorted.length ? low + (sorted[below + 1]! - low) * (at - below) : low
}

/** The next greater double, for an edge just above a value. */
const justAbove = (x: number): number => (x === 0 ? Number.MIN_VALUE : x + Math.abs(x) * EPSILON)

/**
 * Inner edges at the quantiles 1/k … (k − 1)/k of the reference; a number is in the bin that counts the edges at or below it. A value on which two
 * or more quantiles fall gets a bin of its own, since otherwise what moves away from it on one side would stay unseen.
 */
export function quantileEdges(sorted: Float64Array, bins: number): Float64Array {
  const at = Array.from({ length: bins - 1 }, (_, i) => quantile(sorted, (i + 1) / bins))
  const heavy = new Set(at.filter((edge, i) => at[i + 1] === edge || (sorted.length > 0 && holdsABin(sorted, edge, bins))))
  const edges = new Set(at.flatMap((edge) => (heavy.has(edge) ? [edge, justAbove(edge)] : [edge])))
  return Float64Array.from([...edges].sort((a, b) => a - b))
}

/** Whether at least 1/k of the rows lie on the value. */
function holdsABin(sorted: Float64Array, value: number, bins: number): boolean {
  return lowerBound(sorted, justAbove(value)) - lowerBound(sorted, value) >= sorted.length / bins
}

/** First place whose number is at least `value`. */
export function lowerBound(sorted: Float64Array, value: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (sorted[middle]! < value) low = middle + 1
    else high = middle
  }
  return low
}

/** Rows of ascending numbers in each bin. */
export function countSorted(sorted: Float64Array, edges: Float64Array): Float64Array {
  const counts = new Float64Array(edges.length + 1)
  let before = 0
  edges.forEach((edge, i) => {
    const place = lowerBound(sorted, edge)
    counts[i] = place - before
    before = place
  })
  counts[edges.length] = sorted.length - before
  return counts
}

/** `20.5 to 30`, `under 20.5`, `30 and over`, `0` for a value with a bin of its own. */
export function binLabels(binning: Binning): string[] {
  if (binning.kind === 'category') return binning.ownBin ? [...binning.values, 'missing'] : [...binning.values]
  const { edges } = binning
  return Array.from({ length: edges.length + 1 }, (_, i) => {
    const [low, high] = [edges[i - 1], edges[i]]
    if (low === undefined) return high === undefined ? 'all' : `under ${text(high)}`
    if (high === undefined) return `${text(low)} and over`
    return high === justAbove(low) ? text(low) : `${text(low)} to ${text(high)}`
  })
}

const text = (x: number): string => String(Number(x.toPrecision(6))).replace('-', '−')
