import { randomStream } from '../../stats/random'
import type { Contributions, Player, Predict, Table } from '../subject'
import { MOST_PLAYERS, shapleyOf, worths } from './exact'
import { meanMargin, type Game } from './game'
import { sampleShapley, type Sampling } from './sampled'

/** `checkpoint` is called after each row with the share that is done, from which a host tells the time left. */
export type BlackBox = {
  predict: Predict
  players: readonly Player[]
  seed: string
  sampling: Sampling
  checkpoint: (fraction: number) => void
}

/**
 * Contributions of every row of a model of which nothing is known but its predictions: all coalitions up to 12 players, else sampled
 * permutations; a row's draws depend on the seed and its place alone. Values are by player, in the players' order.
 */
export function attributeRows(box: BlackBox, table: Table, background: Table): Contributions {
  const { players, predict, seed, sampling } = box
  const game: Game = { players, predict, background }
  const exact = players.length <= MOST_PLAYERS
  const values = players.map(() => new Float64Array(table.rows))
  const errors = exact ? null : players.map(() => new Float64Array(table.rows))
  for (let at = 0; at < table.rows; at++) {
    if (exact) {
      const found = shapleyOf(worths(game, table, at), players.length)
      found.forEach((value, p) => (values[p]![at] = value))
    } else {
      const found = sampleShapley(game, table, at, randomStream(seed, at), sampling)
      found.values.forEach((value, p) => (values[p]![at] = value))
      found.errors.forEach((error, p) => (errors![p]![at] = error))
    }
    box.checkpoint((at + 1) / table.rows)
  }
  const bias = meanMargin(game)
  return { bias, values, errors, residual: residualOf(predict(table), bias, values) }
}

/** Largest distance between the margin and what the contributions add up to. */
export function residualOf(margins: Float64Array, bias: number, values: readonly Float64Array[]): number {
  let worst = 0
  for (let row = 0; row < margins.length; row++) {
    let total = bias
    for (const column of values) total += column[row]!
    worst = Math.max(worst, Math.abs(margins[row]! - total))
  }
  return worst
}
