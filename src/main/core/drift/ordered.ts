/**
 * Numbers of a sample by their rank, without NaN. Whoever asks for little need not wait for all of them to be sorted.
 */
export type Ordered = {
  length: number
  /** The numbers at these places of the ascending order, each 0 … length − 1. */
  at: (places: readonly number[]) => number[]
  /** How many numbers lie under each value. */
  below: (values: ArrayLike<number>) => Float64Array
  /** All of them in ascending order. */
  all: () => Float64Array
  /** Standard deviation over n, by the sums of blocks of 65,536 values. */
  spread: () => number
  /** Where rows are weighed: running sums of the weights in that order. `length` then is the effective size, and places and counts are shares of it. */
  running?: Float64Array
}

/** Kolmogorov–Smirnov's max |F − G| and Wasserstein's ∫ |F − G| dx. */
export type Apart = { ks: number; wasserstein: number }

/** Both samples of a column; `apart` where neither is empty. */
export type OrderedPair = { reference: Ordered; current: Ordered; apart: () => Apart }

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

/** Numbers that are in ascending order already. */
export const inOrder = (sorted: Float64Array): Ordered => ({
  length: sorted.length,
  at: (places) => places.map((place) => sorted[place]!),
  below: (values) => Float64Array.from(values, (value) => lowerBound(sorted, value)),
  all: () => sorted,
  spread: () => spread(sorted)
})

const BLOCK = 65_536

/** Standard deviation over n of numbers without NaN, by the sums of blocks of 65,536 values. */
export function spread(numbers: Float64Array): number {
  let sum = 0
  for (let start = 0; start < numbers.length; start += BLOCK) sum += blockSum(numbers, start)
  const mean = sum / numbers.length
  let squares = 0
  for (let start = 0; start < numbers.length; start += BLOCK) squares += blockSquares(numbers, start, mean)
  return Math.sqrt(squares / numbers.length)
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
