import type { FairnessKernels } from '../core/fairness/kernels'
import { addTerms, BLOCK, summandsOf } from './row-cells'

/** Rows in each cell, one pass over the columns in blocks that stay in the first-level cache. */
export const countCells: FairnessKernels['countCells'] = (terms, rows, size) => {
  const counts = new Int32Array(size)
  const summands = summandsOf(terms)
  const ids = new Int32Array(Math.min(BLOCK, rows))
  for (let start = 0; start < rows; start += BLOCK) {
    const length = Math.min(BLOCK, rows - start)
    addTerms(summands, start, length, ids)
    tally(ids, length, counts)
  }
  return new Uint32Array(counts.buffer)
}

const tally = (ids: Int32Array, length: number, counts: Int32Array): void => {
  for (let i = 0; i < length; i++) {
    const id = ids[i]!
    counts[id] = (counts[id]! + 1) | 0
  }
}

/** Each row's cell. */
export const cellsOf: FairnessKernels['cellsOf'] = (terms, rows) => {
  const cells = new Int32Array(rows)
  const summands = summandsOf(terms)
  for (let start = 0; start < rows; start += BLOCK)
    addTerms(summands, start, Math.min(BLOCK, rows - start), cells.subarray(start, start + BLOCK))
  return new Uint32Array(cells.buffer)
}
