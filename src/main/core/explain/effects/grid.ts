import { rankOrder } from '../rank-order'

/**
 * Places at which an effect is looked at: quantiles of the values, each once (all values where there are no more), or the categories that
 * occur. `share`: of the rows nearest to each place, so that a reader sees where the data lie.
 */
export type Grid = { places: Float64Array; share: Float64Array }

export function gridOf(values: Float64Array, most: number): Grid {
  const order = rankOrder(values)
  const sorted = Float64Array.from(order, (row) => values[row]!)
  const distinct = sorted.filter((value, i) => i === 0 || value !== sorted[i - 1])
  const places = distinct.length <= most ? distinct : quantiles(sorted, most)
  return { places, share: shares(sorted, places) }
}

/**
 * The same without places that would tell of few rows: no value that fewer than `limit` rows share or pass on either side, and at least as many rows between
 * one place and the next. Empty where there are too few rows.
 */
export function toldGrid(values: Float64Array, most: number, limit: number): Grid {
  const order = rankOrder(values)
  const sorted = Float64Array.from(order, (row) => values[row]!)
  const inner = sorted.slice(limit - 1, Math.max(limit - 1, sorted.length - limit + 1))
  const distinct = sorted.filter((value, i) => i === 0 || value !== sorted[i - 1])
  const candidates =
    distinct.length <= most
      ? distinct.filter((value) => rowsUpTo(sorted, value) - rowsBelow(sorted, value) >= limit)
      : quantiles(inner, most)
  const kept: number[] = []
  let before = 0
  for (const place of candidates) {
    const rows = rowsUpTo(sorted, place)
    if (rows - before < limit) continue
    kept.push(place)
    before = rows
  }
  const places = Float64Array.from(kept)
  return { places, share: shares(sorted, places) }
}

const rowsUpTo = (sorted: Float64Array, value: number): number => sorted.reduce((rows, one) => (one <= value ? rows + 1 : rows), 0)
const rowsBelow = (sorted: Float64Array, value: number): number => sorted.reduce((rows, one) => (one < value ? rows + 1 : rows), 0)

/** Inverted distribution function at 0, 1/(n−1) … 1, equal ones once. */
function quantiles(sorted: Float64Array, most: number): Float64Array {
  const at = Float64Array.from(
    { length: most },
    (_, q) => sorted[Math.min(sorted.length - 1, Math.floor((q * sorted.length) / (most - 1)))]!
  )
  return at.filter((value, i) => i === 0 || value !== at[i - 1])
}

function shares(sorted: Float64Array, places: Float64Array): Float64Array {
  const counts = new Float64Array(places.length)
  let place = 0
  for (const value of sorted) {
    while (place + 1 < places.length && Math.abs(places[place + 1]! - value) <= Math.abs(places[place]! - value)) place++
    counts[place]!++
  }
  return counts.map((count) => count / Math.max(1, sorted.length))
}

/** The place nearest to a value, of two as near the higher; −1 for NaN. */
export function placeOf(places: Float64Array, value: number): number {
  if (value !== value) return -1
  let [low, high] = [0, places.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (places[middle]! <= value) low = middle + 1
    else high = middle
  }
  const [below, above] = [Math.max(0, low - 1), Math.min(low, places.length - 1)]
  return Math.abs(places[above]! - value) <= Math.abs(places[below]! - value) ? above : below
}
