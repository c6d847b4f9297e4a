import type { CellSums, FairnessKernels } from '../core/fairness/kernels'
import { addTerms, summandsOf } from './row-cells'

const BLOCK = 65_536

const emptySums = (size: number): CellSums => ({
  n: new Float64Array(size),
  w: new Float64Array(size),
  w2: new Float64Array(size),
  wx: new Float64Array(size),
  wxx: new Float64Array(size)
})

/** Sums of values in each cell: row order within a block, then block sums in order. Rows whose value is NaN are left out. */
export const sumCells: FairnessKernels['sumCells'] = (terms, rows, size, fill, weight) => {
  const total = emptySums(size)
  const part = emptySums(size)
  const ids = new Int32Array(Math.min(BLOCK, rows))
  const summands = summandsOf(terms, BLOCK)
  const values = new Float64Array(Math.min(BLOCK, rows))
  for (let start = 0; start < rows; start += BLOCK) {
    const length = Math.min(BLOCK, rows - start)
    addTerms(summands, start, length, ids)
    fill(start, length, values)
    if (weight === null) addPlain(part, ids, values, length)
    else addWeighted(part, ids, values, length, weight, start)
    moveInto(total, part)
  }
  return weight === null ? { ...total, w: total.n.slice(), w2: total.n.slice() } : total
}

const addPlain = (part: CellSums, ids: Int32Array, values: Float64Array, length: number): void => {
  const { n, wx, wxx } = part
  for (let i = 0; i < length; i++) {
    const x = values[i]!
    if (x !== x) continue
    const id = ids[i]!
    n[id] = n[id]! + 1
    wx[id] = wx[id]! + x
    wxx[id] = wxx[id]! + x * x
  }
}

const addWeighted = (part: CellSums, ids: Int32Array, values: Float64Array, length: number, weight: Float64Array, start: number): void => {
  const { n, w, w2, wx, wxx } = part
  for (let i = 0; i < length; i++) {
    const x = values[i]!
    if (x !== x) continue
    const id = ids[i]!
    const g = weight[start + i]!
    n[id] = n[id]! + 1
    w[id] = w[id]! + g
    w2[id] = w2[id]! + g * g
    wx[id] = wx[id]! + g * x
    wxx[id] = wxx[id]! + g * x * x
  }
}

const moveInto = (total: CellSums, part: CellSums): void => {
  for (const key of ['n', 'w', 'w2', 'wx', 'wxx'] as const) {
    const [to, from] = [total[key], part[key]]
    for (let i = 0; i < to.length; i++) to[i] = to[i]! + from[i]!
    from.fill(0)
  }
}
