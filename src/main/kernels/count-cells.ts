import type { FairnessKernels, Term } from '../core/fairness/kernels'
import { addTerms, BLOCK } from './row-cells'

/** Rows in each cell, one pass over the columns in blocks that stay in the first-level cache. */
export const countCells: FairnessKernels['countCells'] = (terms, rows, size) => {
  const counts = new Uint32Array(size)
  const ids = new Uint32Array(Math.min(BLOCK, rows))
  for (let start = 0; start < rows; start += BLOCK) {
    const length = Math.min(BLOCK, rows - start)
    addTerms(terms, start, length, ids)
    for (let i = 0; i < length; i++) counts[ids[i]!]!++
  }
  return counts
}

/** Each row's cell. */
export const cellsOf = (terms: readonly Term[], rows: number): Uint32Array => {
  const cells = new Uint32Array(rows)
  for (let start = 0; start < rows; start += BLOCK) {
    const length = Math.min(BLOCK, rows - start)
    addTerms(terms, start, length, cells.subarray(start, start + length))
  }
  return cells
}
