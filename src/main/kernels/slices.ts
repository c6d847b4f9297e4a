import type { SearchedRows, SliceKernels, Tally } from '../core/slices/kernels'
import { sortFloat64 } from './radix-sort'

export const sliceKernels: SliceKernels = { tallyCells, sortInPlace: sortFloat64 }

function tallyCells({ cells, outcome, weights }: SearchedRows, columns: readonly number[], sizes: readonly number[]): Tally {
  const size = sizes.reduce((product, one) => product * one, 1)
  const [a, b, c] = columns.map((column) => cells[column]!)
  const at = new Uint32Array(BLOCK)
  const tally = {
    rows: new Float64Array(size),
    weight: new Float64Array(size),
    sum: new Float64Array(size),
    square: new Float64Array(size)
  }
  for (let from = 0; from < outcome.length; from += BLOCK) {
    const to = Math.min(outcome.length, from + BLOCK)
    placeRows(at, from, to, [a!, b, c], sizes)
    addRows(tally, at, from, to, outcome, weights)
  }
  return tally
}

const BLOCK = 4096

/** The crossing's cell of each row of a block. */
function placeRows(
  at: Uint32Array,
  from: number,
  to: number,
  [a, b, c]: readonly [Uint8Array, Uint8Array | undefined, Uint8Array | undefined],
  sizes: readonly number[]
): void {
  const [, second = 1, third = 1] = sizes
  if (b === undefined) for (let row = from; row < to; row++) at[row - from] = a[row]!
  else if (c === undefined) for (let row = from; row < to; row++) at[row - from] = a[row]! * second + b[row]!
  else for (let row = from; row < to; row++) at[row - from] = (a[row]! * second + b[row]!) * third + c[row]!
}

function addRows(
  { rows, weight, sum, square }: Tally,
  at: Uint32Array,
  from: number,
  to: number,
  outcome: Float64Array,
  weights: Float64Array | null
): void {
  for (let row = from; row < to; row++) {
    const cell = at[row - from]!
    const value = outcome[row]!
    const own = weights === null ? 1 : weights[row]!
    rows[cell]!++
    weight[cell]! += own
    sum[cell]! += own * value
    square[cell]! += own * value * value
  }
}
