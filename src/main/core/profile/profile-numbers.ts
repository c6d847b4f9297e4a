import type { ColumnShape } from '../../../shared/model/column-profile'

export type Sort = (values: Float64Array) => Float64Array

const SHARES = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99]
const BINS = 40
const MOST_BINS = 64
/** A range so many times wider than its middle 99 % is drawn without its tails. */
const FAR = 6

type Numbers = Extract<ColumnShape, { kind: 'numbers' }>

/** Quantiles and a histogram of numbers, NaN being missing. `sort` sorts in place, ascending; `whole`: the numbers are whole. */
export function profileNumbers(numbers: Float64Array, unit: Numbers['unit'], whole: boolean, sort: Sort): ColumnShape {
  const all = sort(numbers.filter((value) => value === value))
  const first = placeFrom(all, (value) => value > -Infinity)
  const last = placeFrom(all, (value) => value === Infinity)
  const sorted = all.subarray(first, last)
  if (sorted.length === 0) return { kind: 'empty' }
  const [low, high] = [sorted[0]!, sorted[sorted.length - 1]!]
  const [from, to] = shownRange(sorted)
  const edges = edgesOf(from, to, whole)
  const places = edges.map((edge, i) =>
    i === edges.length - 1 ? placeFrom(sorted, (value) => value > edge) : placeFrom(sorted, (value) => value >= edge)
  )
  return {
    kind: 'numbers',
    unit,
    low,
    high,
    quantiles: SHARES.map((share) => ({ share, value: at(sorted, share) })),
    bins: edges.slice(1).map((edge, i) => ({ low: edges[i]!, high: edge, rows: places[i + 1]! - places[i]! })),
    below: first + places[0]!,
    above: sorted.length - places[places.length - 1]! + (all.length - last),
    distinct: distinctOf(all)
  }
}

/** Nearest rank. */
const at = (sorted: Float64Array, share: number): number => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]!

function shownRange(sorted: Float64Array): [number, number] {
  const [low, high] = [sorted[0]!, sorted[sorted.length - 1]!]
  const [from, to] = [at(sorted, 0.005), at(sorted, 0.995)]
  return to > from && high - low > FAR * (to - from) ? [from, to] : [low, high]
}

/** Whole numbers that lie close together have a bin each; all else bins of equal width. */
function edgesOf(from: number, to: number, whole: boolean): number[] {
  if (whole && to - from < MOST_BINS) return Array.from({ length: to - from + 2 }, (_, i) => from - 0.5 + i)
  if (from === to) return [from, to]
  return Array.from({ length: BINS + 1 }, (_, i) => (i === BINS ? to : from + ((to - from) * i) / BINS))
}

/** First place at which a condition holds that holds ever after. */
function placeFrom(sorted: Float64Array, holds: (value: number) => boolean): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (holds(sorted[middle]!)) high = middle
    else low = middle + 1
  }
  return low
}

function distinctOf(sorted: Float64Array): number {
  let distinct = sorted.length > 0 ? 1 : 0
  for (let i = 1; i < sorted.length; i++) if (sorted[i] !== sorted[i - 1]) distinct++
  return distinct
}
