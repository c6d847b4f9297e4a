import { responsesOf } from '../subject'
import { averageOf, averageQuantity } from '../means'
import { ROW_LOSSES, type RowLossName } from './losses'
import type { Judged } from './permutation-importance'
import type { Quantity } from '../../stats/quantity'

/** Values of a feature that the model cannot tell apart: the cell of each row, one row that stands for each cell, and how often it occurs. */
export type Cells = { of: Uint32Array; representative: Uint32Array; share: Float64Array }

/**
 * Cells between the cuts of a model, a value at a cut and missing being cells of their own; without cuts, distinct values. Null where there
 * are more than `most`.
 */
export function cellsOf(values: Float64Array, cuts: Float64Array | null, weight: Float64Array | null, most: number): Cells | null {
  const cellOf = new Map<number, number>()
  const of = new Uint32Array(values.length)
  const representative: number[] = []
  const share: number[] = []
  let total = 0
  for (let row = 0; row < values.length; row++) {
    const key = cuts === null ? values[row]! : keyOf(values[row]!, cuts)
    let cell = cellOf.get(key)
    if (cell === undefined) {
      cell = representative.push(row) - 1
      if (cell >= most) return null
      cellOf.set(key, cell)
      share.push(0)
    }
    const w = weight === null ? 1 : weight[row]!
    of[row] = cell
    share[cell]! += w
    total += w
  }
  return { of, representative: Uint32Array.from(representative), share: Float64Array.from(share, (w) => w / total) }
}

/** 2k below the k-th cut and above the one before, 2k + 1 at it; NaN for missing. */
function keyOf(value: number, cuts: Float64Array): number {
  if (value !== value) return NaN
  let [low, high] = [0, cuts.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (cuts[middle]! < value) low = middle + 1
    else high = middle
  }
  return 2 * low + (cuts[low] === value ? 1 : 0)
}

/**
 * The mean over all permutations of a feature, without drawing one: each row's loss averaged over what every row has of the feature.
 * Shares of values are taken as given; the interval is that of the mean over rows.
 */
export function exactImportance(
  { subject, table, outcome, design, level }: Judged,
  feature: number,
  cells: Cells,
  loss: RowLossName
): Quantity {
  const lossOf = ROW_LOSSES[loss]
  const before = responsesOf(subject, table)
  const mean = before.map((response, i) => (outcome[i] === outcome[i] ? -lossOf(response, outcome[i]!) : NaN))
  const column = table.columns[feature]!
  const columns = [...table.columns]
  for (let cell = 0; cell < cells.representative.length; cell++) {
    columns[feature] = new Float64Array(table.rows).fill(column[cells.representative[cell]!]!)
    const after = responsesOf(subject, { columns, rows: table.rows })
    const share = cells.share[cell]!
    for (let i = 0; i < mean.length; i++) mean[i]! += share * lossOf(after[i]!, outcome[i]!)
  }
  return averageQuantity(averageOf(mean, design), design, level)
}
