import type { ClassPlacements, FairnessKernels, PlacementSums, RankedRows } from '../core/fairness/kernels'

/**
 * For all groups in one pass over the rows in order of score: each positive's share of its group's negatives below it and each negative's share of
 * positives above it, ties half, and their weighted sums, from which AUC and DeLong's variance follow (Sun and Xu 2014).
 */
export const placements: FairnessKernels['placements'] = (rows, placementOfRow) => {
  const totals = classTotals(rows)
  const below = { positive: new Float64Array(rows.groups), negative: new Float64Array(rows.groups) }
  const sums = { positive: empty(rows.groups), negative: empty(rows.groups) }
  const { order, scores } = rows.ranking
  const tied = { positive: new Float64Array(rows.groups), negative: new Float64Array(rows.groups) }
  for (let start = 0; start < order.length;) {
    let end = start + 1
    while (end < order.length && scores[end] === scores[start]) end++
    countTied(rows, start, end, tied)
    for (let i = start; i < end; i++) place(rows, order[i]!, totals, below, tied, sums, placementOfRow)
    moveTied(rows, start, end, tied, below)
    start = end
  }
  return sums
}

type ByClass = { positive: Float64Array; negative: Float64Array }

const empty = (groups: number): ClassPlacements => ({
  n: new Float64Array(groups),
  w: new Float64Array(groups),
  wv: new Float64Array(groups),
  w2: new Float64Array(groups),
  w2v: new Float64Array(groups),
  w2vv: new Float64Array(groups)
})

const weightOf = (rows: RankedRows, row: number): number => (rows.weight === null ? 1 : rows.weight[row]!)

const classTotals = (rows: RankedRows): ByClass => {
  const totals = { positive: new Float64Array(rows.groups), negative: new Float64Array(rows.groups) }
  countTied(rows, 0, rows.ranking.order.length, totals)
  return totals
}

const countTied = (rows: RankedRows, start: number, end: number, into: ByClass): void => {
  const { order } = rows.ranking
  for (let i = start; i < end; i++) {
    const row = order[i]!
    const group = rows.groupOfRow[row]!
    const label = rows.label[row]!
    if (group >= rows.groups || label > 1) continue
    const to = label === 1 ? into.positive : into.negative
    to[group] = to[group]! + weightOf(rows, row)
  }
}

/** Adds the tied rows to those below, and empties them. */
const moveTied = (rows: RankedRows, start: number, end: number, tied: ByClass, below: ByClass): void => {
  const { order } = rows.ranking
  for (let i = start; i < end; i++) {
    const group = rows.groupOfRow[order[i]!]!
    if (group >= rows.groups) continue
    below.positive[group] = below.positive[group]! + tied.positive[group]!
    below.negative[group] = below.negative[group]! + tied.negative[group]!
    tied.positive[group] = 0
    tied.negative[group] = 0
  }
}

const place = (
  rows: RankedRows,
  row: number,
  totals: ByClass,
  below: ByClass,
  tied: ByClass,
  sums: PlacementSums,
  placementOfRow: Float64Array | null
): void => {
  const group = rows.groupOfRow[row]!
  const label = rows.label[row]!
  if (group >= rows.groups || label > 1) return
  const v =
    label === 1
      ? (below.negative[group]! + tied.negative[group]! / 2) / totals.negative[group]!
      : (totals.positive[group]! - below.positive[group]! - tied.positive[group]! / 2) / totals.positive[group]!
  add(label === 1 ? sums.positive : sums.negative, group, weightOf(rows, row), v, rows.whole)
  if (placementOfRow !== null) placementOfRow[row] = v
}

const add = (sums: ClassPlacements, group: number, w: number, v: number, whole: boolean): void => {
  const square = whole ? w : w * w
  sums.n[group] = sums.n[group]! + 1
  sums.w[group] = sums.w[group]! + w
  sums.wv[group] = sums.wv[group]! + w * v
  sums.w2[group] = sums.w2[group]! + square
  sums.w2v[group] = sums.w2v[group]! + square * v
  sums.w2vv[group] = sums.w2vv[group]! + square * v * v
}
