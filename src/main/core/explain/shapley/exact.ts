import type { Table } from '../subject'
import { BATCH, scratchOf, type Game } from './game'

/** With more players the coalitions are too many to list. */
export const MOST_PLAYERS = 12

/** Worth of every coalition of a row; bit p of the index stands for player p. */
export function worths({ players, predict, background }: Game, row: Table, at: number): Float64Array {
  const coalitions = 1 << players.length
  const size = background.rows
  const together = Math.max(1, Math.min(coalitions, Math.floor(BATCH / size)))
  const scratch = scratchOf(row.columns.length, together * size)
  const worth = new Float64Array(coalitions)
  for (let first = 0; first < coalitions; first += together) {
    const count = Math.min(together, coalitions - first)
    for (let c = 0; c < count; c++)
      players.forEach(({ features }, p) => {
        const fixed = ((first + c) >> p) & 1
        for (const j of features) {
          const column = scratch[j]!
          if (fixed) column.fill(row.columns[j]![at]!, c * size, (c + 1) * size)
          else column.set(background.columns[j]!, c * size)
        }
      })
    const margins = predict({ columns: scratch.map((column) => column.subarray(0, count * size)), rows: count * size })
    for (let c = 0; c < count; c++) {
      let total = 0
      for (let i = c * size; i < (c + 1) * size; i++) total += margins[i]!
      worth[first + c] = total / size
    }
  }
  return worth
}

/** |S|! (n − |S| − 1)! / n! for each size of S. */
function weightsOf(players: number): Float64Array {
  const weights = new Float64Array(players)
  weights[0] = 1 / players
  for (let size = 1; size < players; size++) weights[size] = (weights[size - 1]! * size) / (players - size)
  return weights
}

/** Shapley values of a game given by the worth of every coalition (Shapley 1953). */
export function shapleyOf(worth: Float64Array, players: number): Float64Array {
  const weights = weightsOf(players)
  const sizes = new Uint8Array(worth.length)
  for (let s = 1; s < worth.length; s++) sizes[s] = sizes[s >> 1]! + (s & 1)
  const values = new Float64Array(players)
  for (let p = 0; p < players; p++) {
    const bit = 1 << p
    let total = 0
    for (let s = 0; s < worth.length; s++) if ((s & bit) === 0) total += weights[sizes[s]!]! * (worth[s | bit]! - worth[s]!)
    values[p] = total
  }
  return values
}
