import type { FairnessKernels } from '../core/fairness/kernels'
import { addTerms, BLOCK } from './row-cells'

const BLOCKS_A_SUM = 65_536 / BLOCK

/** Rows, Σvalue and Σvalue² in each cell: row order within 65,536 rows, then their sums in order. Rows whose value is NaN are left out. */
export const sumCells: FairnessKernels['sumCells'] = (terms, values, size) => {
  const total = { n: new Float64Array(size), sum: new Float64Array(size), squares: new Float64Array(size) }
  const part = { sum: new Float64Array(size), squares: new Float64Array(size) }
  const ids = new Uint32Array(Math.min(BLOCK, values.length))
  for (let start = 0, block = 1; start < values.length; start += BLOCK, block++) {
    const length = Math.min(BLOCK, values.length - start)
    addTerms(terms, start, length, ids)
    for (let i = 0; i < length; i++) {
      const value = values[start + i]!
      if (value !== value) continue
      const id = ids[i]!
      total.n[id]!++
      part.sum[id] = part.sum[id]! + value
      part.squares[id] = part.squares[id]! + value * value
    }
    if (block % BLOCKS_A_SUM === 0 || start + BLOCK >= values.length) {
      moveInto(total.sum, part.sum)
      moveInto(total.squares, part.squares)
    }
  }
  return total
}

const moveInto = (total: Float64Array, part: Float64Array): void => {
  for (let i = 0; i < total.length; i++) total[i] = total[i]! + part[i]!
  part.fill(0)
}
