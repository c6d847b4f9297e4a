import { EPSILON } from '../stats/math'
import type { Ordered } from './ordered'

/** Bins learned on the reference part. Missing values of a category are a bin of their own save for outcomes; those of numbers are in none. */
export type Binning =
  | { kind: 'number'; edges: Float64Array; rule: 'quantiles' | 'fixed' }
  | { kind: 'category'; values: readonly string[]; seen: number; missing: number; ownBin: boolean }

export const sizeOf = (binning: Binning): number =>
  binning.kind === 'number' ? binning.edges.length + 1 : binning.values.length + (binning.ownBin ? 1 : 0)

/** Quantiles of numbers by linear interpolation (Hyndman & Fan's type 7, numpy's default). */
export function quantiles({ length, at }: Pick<Ordered, 'length' | 'at'>, shares: readonly number[]): number[] {
  const places = shares.map((share) => (length - 1) * share)
  const lower = places.map(Math.floor)
  const numbers = at(lower.flatMap((place) => [place, Math.min(place + 1, length - 1)]))
  return places.map((place, i) => numbers[2 * i]! + (numbers[2 * i + 1]! - numbers[2 * i]!) * (place - lower[i]!))
}

/** The next greater double, for an edge just above a value. */
const justAbove = (x: number): number => (x === 0 ? Number.MIN_VALUE : x + Math.abs(x) * EPSILON)

/**
 * Inner edges at the quantiles 1/k … (k − 1)/k of the reference; a number is in the bin that counts the edges at or below it. A value on which two
 * or more quantiles fall gets a bin of its own, since otherwise what moves away from it on one side would stay unseen.
 */
export function quantileEdges(numbers: Ordered, bins: number): Float64Array {
  if (numbers.length === 0) return new Float64Array(0)
  const at = quantiles(
    numbers,
    Array.from({ length: bins - 1 }, (_, i) => (i + 1) / bins)
  )
  const around = numbers.below(at.flatMap((edge) => [edge, justAbove(edge)]))
  const holdsABin = (i: number): boolean => around[2 * i + 1]! - around[2 * i]! >= numbers.length / bins
  const heavy = new Set(at.filter((edge, i) => at[i + 1] === edge || holdsABin(i)))
  const edges = new Set(at.flatMap((edge) => (heavy.has(edge) ? [edge, justAbove(edge)] : [edge])))
  return Float64Array.from([...edges].sort((a, b) => a - b))
}

/** Rows of numbers in each bin. */
export function countIn({ length, below }: Pick<Ordered, 'length' | 'below'>, edges: Float64Array): Float64Array {
  const ends = [...below(edges), length]
  return Float64Array.from(ends, (end, i) => end - (ends[i - 1] ?? 0))
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
