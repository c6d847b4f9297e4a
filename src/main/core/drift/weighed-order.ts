import { lowerBound, type Ordered } from './ordered'
import type { RowWeights } from '../columns/row-weights'
import type { Cut } from './slice'

/**
 * The weighed numbers of every slice by rank; `order`: rows with a number, ascending. `sizes`: the effective size of each slice's numbers. Rows that weigh
 * nothing are left out.
 */
export function weighedOrder(
  numbers: Float64Array,
  order: Uint32Array,
  { values: weights }: RowWeights,
  { codes, size }: Cut,
  sizes: readonly number[]
): Ordered[] {
  const sliceOf = (row: number): number => (codes === null ? 0 : codes[row]! - 1)
  const counts = new Uint32Array(size)
  for (const row of order) if (sliceOf(row) >= 0 && weights[row]! > 0) counts[sliceOf(row)]!++
  const slices = Array.from(counts, (count) => ({ numbers: new Float64Array(count), running: new Float64Array(count), at: 0, weight: 0 }))
  for (const row of order) {
    const slice = slices[sliceOf(row)]
    if (slice === undefined || !(weights[row]! > 0)) continue
    slice.weight += weights[row]!
    slice.numbers[slice.at] = numbers[row]!
    slice.running[slice.at++] = slice.weight
  }
  return slices.map((slice, i) => weighed(slice.numbers, slice.running, sizes[i]!))
}

function weighed(numbers: Float64Array, running: Float64Array, length: number): Ordered {
  const total = running[running.length - 1] ?? 0
  /** The number up to which more than that share weighs; the last place is that of the greatest. */
  const place = (rank: number): number =>
    rank >= length - 1
      ? numbers.length - 1
      : Math.min(numbers.length - 1, lowerBound(running, ((rank * total) / length) * (1 + 1e-12) + Number.MIN_VALUE))
  return {
    length: numbers.length === 0 ? 0 : length,
    running,
    all: () => numbers,
    at: (places) => places.map((one) => numbers[place(one)]!),
    below: (values) =>
      Float64Array.from(values, (value) => {
        const under = lowerBound(numbers, value)
        return under === 0 ? 0 : (running[under - 1]! / total) * length
      }),
    spread: () => weighedSpread(numbers, running)
  }
}

function weighedSpread(numbers: Float64Array, running: Float64Array): number {
  const weight = (i: number): number => running[i]! - (running[i - 1] ?? 0)
  const total = running[running.length - 1]!
  let sum = 0
  for (let i = 0; i < numbers.length; i++) sum += weight(i) * numbers[i]!
  const mean = sum / total
  let squares = 0
  for (let i = 0; i < numbers.length; i++) squares += weight(i) * (numbers[i]! - mean) * (numbers[i]! - mean)
  return Math.sqrt(squares / total)
}
