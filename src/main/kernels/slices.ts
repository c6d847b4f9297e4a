import type { SearchedRows, SliceKernels, Tally } from '../core/slices/kernels'
import { sortFloat64 } from './radix-sort'

export const sliceKernels: SliceKernels = { tallyCells, sortInPlace: sortFloat64 }

const BLOCK = 4096

function tallyCells(searched: SearchedRows, columns: readonly number[], sizes: readonly number[]): Tally {
  const size = sizes.reduce((product, one) => product * one, 1)
  const { outcome, weights } = searched
  return outcome instanceof Uint8Array && weights === null
    ? tallyCounts(searched, outcome, columns, sizes, size)
    : tallySums(searched, columns, sizes, size)
}

/** Outcomes of 0 and 1 without weights are counted. */
function tallyCounts(
  searched: SearchedRows,
  outcome: Uint8Array,
  columns: readonly number[],
  sizes: readonly number[],
  size: number
): Tally {
  const counts = new Uint32Array(2 * size)
  eachBlock(searched, columns, sizes, (at, from, to) => {
    for (let row = from; row < to; row++) counts[2 * at[row - from]! + outcome[row]!]!++
  })
  const sum = Float64Array.from({ length: size }, (_, cell) => counts[2 * cell + 1]!)
  const rows = sum.map((ones, cell) => ones + counts[2 * cell]!)
  return { rows, weight: rows, sum, square: sum }
}

function tallySums(searched: SearchedRows, columns: readonly number[], sizes: readonly number[], size: number): Tally {
  const { outcome, weights } = searched
  const [rows, weight, sum, square] = [0, 1, 2, 3].map(() => new Float64Array(size)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array
  ]
  eachBlock(searched, columns, sizes, (at, from, to) => {
    for (let row = from; row < to; row++) {
      const cell = at[row - from]!
      const value = outcome[row]!
      const own = weights === null ? 1 : weights[row]!
      rows[cell]!++
      weight[cell]! += own
      sum[cell]! += own * value
      square[cell]! += own * value * value
    }
  })
  return { rows, weight, sum, square }
}

/** The crossing's cell of each row, a block of rows at a time. */
function eachBlock(
  { cells, outcome: { length } }: SearchedRows,
  columns: readonly number[],
  [, second = 1, third = 1]: readonly number[],
  add: (at: Uint32Array, from: number, to: number) => void
): void {
  const [a, b, c] = columns.map((column) => cells[column]!)
  const at = new Uint32Array(BLOCK)
  for (let from = 0; from < length; from += BLOCK) {
    const to = Math.min(length, from + BLOCK)
    if (b === undefined) for (let row = from; row < to; row++) at[row - from] = a![row]!
    else if (c === undefined) for (let row = from; row < to; row++) at[row - from] = a![row]! * second + b[row]!
    else for (let row = from; row < to; row++) at[row - from] = (a![row]! * second + b[row]!) * third + c[row]!
    add(at, from, to)
  }
}
