import type { FairnessKernels } from '../core/fairness/kernels'
import type { Pack } from './row-cells'
import { addTerms, BLOCK, fillBytes, summandsOf } from './row-cells'

/** Rows in each cell, one pass over the columns in blocks that stay in the first-level cache. */
export const countCells: FairnessKernels['countCells'] = (terms, rows, size) => {
  const counts = new Int32Array(size)
  const summands = summandsOf(terms, BLOCK)
  const { packs, wide } = summands
  const fused = wide.length === 0 && packs.length > 0 && packs.length <= 3
  const ids = new Int32Array(Math.min(BLOCK, rows))
  for (let start = 0; start < rows; start += BLOCK) {
    const length = Math.min(BLOCK, rows - start)
    if (fused) tallyPacks(packs, start, length, counts)
    else {
      addTerms(summands, start, length, ids)
      tally(ids, length, counts)
    }
  }
  return new Uint32Array(counts.buffer)
}

const NOTHING = new Int32Array(256)

const tallyPacks = (packs: readonly Pack[], start: number, length: number, counts: Int32Array): void => {
  for (const pack of packs) fillBytes(pack, start, length)
  const [a, b, c] = [packs[0]!, packs[1], packs[2]]
  if (c !== undefined) tallyThree(a.bytes, b!.bytes, c.bytes, a.map, b!.map, c.map, length, counts)
  else tallyTwo(a.bytes, b?.bytes ?? a.bytes, a.map, b?.map ?? NOTHING, length, counts)
}

const tallyTwo = (a: Uint8Array, b: Uint8Array, ma: Int32Array, mb: Int32Array, length: number, counts: Int32Array): void => {
  for (let i = 0; i < length; i++) {
    const id = (ma[a[i]!]! + mb[b[i]!]!) | 0
    counts[id] = (counts[id]! + 1) | 0
  }
}

const tallyThree = (
  a: Uint8Array,
  b: Uint8Array,
  c: Uint8Array,
  ma: Int32Array,
  mb: Int32Array,
  mc: Int32Array,
  length: number,
  counts: Int32Array
): void => {
  for (let i = 0; i < length; i++) {
    const id = (ma[a[i]!]! + mb[b[i]!]! + mc[c[i]!]!) | 0
    counts[id] = (counts[id]! + 1) | 0
  }
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
  const summands = summandsOf(terms, BLOCK)
  for (let start = 0; start < rows; start += BLOCK)
    addTerms(summands, start, Math.min(BLOCK, rows - start), cells.subarray(start, start + BLOCK))
  return new Uint32Array(cells.buffer)
}
