import type { TreeEnsemble } from '../../models/model'

/** Rows column by column, in the order of the ensemble's columns; NaN is missing. */
export type Rows = { columns: readonly Float64Array[]; rows: number }

/**
 * What to explain; the rows themselves are asked for block by block. `playerOf`: the player of each of the ensemble's columns, 0 … players − 1;
 * columns of one player count as one. `background`: absent players take the background's values (interventional); null: they follow the training
 * weights (path-dependent). `budgetBytes`: for the kernels' memory and the block of rows that is being explained.
 */
export type TreeShapOrder = {
  ensemble: TreeEnsemble
  output: number
  data: { rows: number }
  playerOf: Int32Array
  players: number
  background: { rows: number } | null
  interactions: boolean
  budgetBytes: number
  threads: number
}

/**
 * Explained rows begin … begin + rows − 1. Margin = bias + Σ values(player), up to rounding. `pair`: interaction of two players, in full
 * (libraries show half of it at either place). Views are good until the next step.
 */
export type ShapChunk = {
  begin: number
  rows: number
  bias: number
  margin: Float64Array
  values: (player: number) => Float64Array
  pair: (a: number, b: number) => Float64Array
}
