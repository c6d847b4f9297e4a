import type { TreeKernels } from './kernels'
import type { Rows, ShapChunk, TreeShapOrder } from './order'
import { shapSteps, type ReadStep } from './shap-steps'
import { pairAt, pairsOf } from './write-forest'

/** margin[row] = bias + Σ values[player][row], up to `residual`, the largest difference over all rows. */
export type TreeShap = {
  bias: number
  values: readonly Float64Array[]
  margin: Float64Array
  residual: number
  /** full interaction of players a < b at place b (b − 1) / 2 + a; null where they were not asked for */
  pairs: readonly Float64Array[] | null
}

/** Rows that are in memory already. */
export type RowsAtHand = { data: Rows; background: Rows | null }

export type TreeShapAtHand = Omit<TreeShapOrder, 'threads'> & RowsAtHand

/** Explains all rows on this thread. */
export function treeShap(order: TreeShapAtHand, kernels: TreeKernels): TreeShap {
  const collector = collectShap(order)
  for (const step of shapSteps(kernels, { ...order, threads: 1 }))
    if (step.kind === 'run') kernels.run(step.phase)
    else if (step.kind === 'read') handRows(step, order)
    else collector.add(step.chunk)
  return collector.result()
}

export function handRows({ of, begin, rows, take }: ReadStep, atHand: RowsAtHand): void {
  take({ columns: atHand[of]!.columns.map((column) => column.subarray(begin, begin + rows)), rows })
}

type Size = Pick<TreeShapOrder, 'players' | 'interactions' | 'data'>

/** Puts chunks together. */
export function collectShap({ players, interactions, data: { rows } }: Size): { add: (chunk: ShapChunk) => void; result: () => TreeShap } {
  const columns = (count: number): Float64Array[] => Array.from({ length: count }, () => new Float64Array(rows))
  const values = columns(players)
  const pairs = interactions ? columns(pairsOf(players)) : null
  const margin = new Float64Array(rows)
  let [bias, residual] = [NaN, 0]
  return {
    add(chunk) {
      bias = chunk.bias
      residual = Math.max(residual, residualOf(chunk, players))
      margin.set(chunk.margin, chunk.begin)
      for (const [player, of] of values.entries()) of.set(chunk.values(player), chunk.begin)
      if (pairs === null) return
      for (let b = 1; b < players; b++) for (let a = 0; a < b; a++) pairs[pairAt(a, b)]!.set(chunk.pair(a, b), chunk.begin)
    },
    result: () => ({ bias, values, margin, residual, pairs })
  }
}

/** Largest |margin − bias − Σ values| of a chunk's rows; NaN where one is NaN. */
export function residualOf(chunk: ShapChunk, players: number): number {
  const left = Float64Array.from(chunk.margin, (margin) => margin - chunk.bias)
  for (let player = 0; player < players; player++) {
    const values = chunk.values(player)
    for (let row = 0; row < left.length; row++) left[row]! -= values[row]!
  }
  return left.reduce((most, one) => Math.max(most, Math.abs(one)), 0)
}
