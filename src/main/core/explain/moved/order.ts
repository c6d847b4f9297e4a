import type { TreeEnsemble } from '../../models/model'
import type { RowLossName } from '../importance/losses'
import type { Permutation } from '../importance/permutation'
import type { Rows } from '../trees/order'

/** Rows whose values a player is given in each draw, and how much each draw counts (their sum is 1). */
export type Draws = { orders: readonly Permutation[]; shares: readonly number[] }

/** How far a margin is from a response, and what the response is held against. `scale` is negative where the other class is meant. */
export type Judge = {
  loss: RowLossName
  logistic: boolean
  scale: number
  outcome: Float64Array
  weight: Float64Array | null
}

/**
 * One output of a tree ensemble, asked again with some players' values moved between rows. `playerOf`: each column's player, `players` for
 * those that stay. `judge`: null asks for margins instead of losses.
 */
export type MovedOrder = {
  ensemble: TreeEnsemble
  output: number
  data: Rows
  playerOf: Int32Array
  players: number
  draws: Draws
  judge: Judge | null
  budgetBytes: number
  threads: number
}

/**
 * Rows begin … begin + rows − 1. `column`: of a judged player, each row's mean increase of the loss over the draws of this pass, to be added up over
 * passes; of margins, column player × draws + draw. Views are good until the next step.
 */
export type MovedChunk = { kind: 'rows'; first: number; draws: number; begin: number; rows: number; column: (i: number) => Float64Array }
