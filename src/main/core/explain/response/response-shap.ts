import { MOST_PLAYERS, type PairGames } from './pair-game'

/** Raw outputs of many mixtures to the response that is taken apart, such as the probability of one class. */
export type Respond = (raw: readonly Float64Array[]) => Float64Array

export type ResponseOrder = { games: PairGames; respond: Respond; rows: number; background: number; players: number }

/** response[row] = bias + Σ values[player][row]; `tooDifferent`: the first row that no exact answer fits, with −1 for none. */
export type ResponseShap = { bias: number; values: readonly Float64Array[]; tooDifferent: number }

/**
 * Exact interventional Shapley values of a model's response (not of its raw margin): Shapley's formula over all mixtures of each row with each
 * background row, averaged over the background. Yields the rows done, so that whoever drives it can stop.
 */
export function* responseShap({ games, respond, rows, background, players }: ResponseOrder): Generator<number, ResponseShap, void> {
  const values = Array.from({ length: players }, () => new Float64Array(rows))
  let bias = 0
  for (let row = 0; row < rows; row++) {
    for (let other = 0; other < background; other++) {
      const game = games(row, other)
      if (game === null) return { bias, values, tooDifferent: row }
      const worth = respond(game.raw)
      if (row === 0) bias += worth[0]! / background
      for (const [bit, player] of game.players.entries()) values[player]![row]! += shapleyOf(worth, game.players.length, bit) / background
    }
    yield row + 1
  }
  return { bias, values, tooDifferent: -1 }
}

/** Σ over coalitions without the player of |S|! (n − |S| − 1)! / n! times what it adds. */
function shapleyOf(worth: Float64Array, players: number, bit: number): number {
  const weights = WEIGHTS[players]!
  const own = 1 << bit
  let total = 0
  for (let coalition = 0; coalition < worth.length; coalition++)
    if ((coalition & own) === 0) total += weights[SIZES[coalition]!]! * (worth[coalition | own]! - worth[coalition]!)
  return total
}

const SIZES = sizes(1 << MOST_PLAYERS)
const WEIGHTS = Array.from({ length: MOST_PLAYERS + 1 }, (_, n) => weightsOf(n))

function sizes(coalitions: number): Uint8Array {
  const size = new Uint8Array(coalitions)
  for (let coalition = 1; coalition < coalitions; coalition++) size[coalition] = size[coalition >> 1]! + (coalition & 1)
  return size
}

/** s! (n − s − 1)! / n! for s = 0 … n − 1. */
function weightsOf(n: number): Float64Array {
  const weights = new Float64Array(Math.max(1, n))
  weights[0] = 1 / Math.max(1, n)
  for (let s = 1; s < n; s++) weights[s] = (weights[s - 1]! * s) / (n - s)
  return weights
}
