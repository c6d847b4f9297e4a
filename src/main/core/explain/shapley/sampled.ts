import { below, type Random } from '../../stats/random'
import type { Table } from '../subject'
import { BATCH, scratchOf, type Game } from './game'

/** `tolerance`: largest standard error over the range of the values at which sampling stops; `evaluations`: the most predictions for one row. */
export type Sampling = { tolerance: number; evaluations: number }

export type Sampled = { values: Float64Array; errors: Float64Array; rounds: number; evaluations: number }

/** Rounds, and walks over all background rows, before the standard error is trusted. */
const LEAST_ROUNDS = 4
const LEAST_WALKS = 64

/**
 * Shapley values of a row by permutations walked both ways (antithetic pairs; Castro et al. 2009, Mitchell et al. 2022). A round takes each
 * background row once, so that the values of every round add up to margin − mean margin exactly, and the standard error comes from the
 * spread within background rows. Without interactions above the second order a single round is exact.
 */
export function sampleShapley(game: Game, row: Table, at: number, random: Random, { tolerance, evaluations }: Sampling): Sampled {
  const { players, background } = game
  const size = background.rows
  const cost = size * (2 * players.length)
  const least = Math.max(LEAST_ROUNDS, Math.ceil(LEAST_WALKS / size))
  const sums = new Float64Array(size * players.length)
  const squares = new Float64Array(size * players.length)
  for (let rounds = 1; ; rounds++) {
    addRound(game, row, at, random, sums, squares)
    const spent = rounds * cost
    const mayGoOn = spent + cost <= evaluations || rounds < least
    if (rounds < least || (mayGoOn && rounds % 2 === 1)) continue
    const result = summary(sums, squares, size, players.length, rounds)
    if (!mayGoOn || relativeError(result) <= tolerance) return { ...result, rounds, evaluations: spent }
  }
}

function summary(
  sums: Float64Array,
  squares: Float64Array,
  size: number,
  players: number,
  rounds: number
): Pick<Sampled, 'values' | 'errors'> {
  const values = new Float64Array(players)
  const errors = new Float64Array(players)
  for (let b = 0; b < size; b++)
    for (let p = 0; p < players; p++) {
      const mean = sums[b * players + p]! / rounds
      values[p]! += mean / size
      errors[p]! += Math.max(0, squares[b * players + p]! / rounds - mean * mean) / (rounds - 1)
    }
  return { values, errors: errors.map((variance) => Math.sqrt(variance) / size) }
}

/** Largest standard error over the range of the values (Covert & Lee 2021). */
function relativeError({ values, errors }: Pick<Sampled, 'values' | 'errors'>): number {
  const range = Math.max(...values) - Math.min(...values)
  const worst = Math.max(...errors)
  return worst === 0 ? 0 : worst / range
}

/** One pair of walks from each background row to the row and, in the opposite order of players, again. */
function addRound(game: Game, row: Table, at: number, random: Random, sums: Float64Array, squares: Float64Array): void {
  const { players, background } = game
  const count = players.length
  const steps = 2 * count
  const together = Math.max(1, Math.min(background.rows, Math.floor(BATCH / steps)))
  const scratch = scratchOf(row.columns.length, together * steps)
  for (let first = 0; first < background.rows; first += together) {
    const walks = Math.min(together, background.rows - first)
    const orders = Array.from({ length: walks }, () => shuffled(count, random))
    for (let w = 0; w < walks; w++) fillWalk(game, row, at, first + w, orders[w]!, scratch, w * steps)
    const margins = game.predict({ columns: scratch.map((column) => column.subarray(0, walks * steps)), rows: walks * steps })
    for (let w = 0; w < walks; w++) addWalk(margins, w * steps, orders[w]!, (first + w) * count, sums, squares)
  }
}

/**
 * Rows of a walk: 0 is the background row, k has the first k players of the row, count is the row itself; count + k, for k = 1 … count − 1,
 * has the last k players of the order.
 */
function fillWalk(game: Game, row: Table, at: number, b: number, order: Uint16Array, scratch: Float64Array[], start: number): void {
  const count = order.length
  for (let place = 0; place < count; place++)
    for (const j of game.players[order[place]!]!.features) {
      const column = scratch[j]!
      const [mine, theirs] = [row.columns[j]![at]!, game.background.columns[j]![b]!]
      column.fill(theirs, start, start + place + 1)
      column.fill(mine, start + place + 1, start + count + 1)
      const joins = count - place
      column.fill(theirs, start + count + 1, start + count + joins)
      column.fill(mine, start + count + joins, start + 2 * count)
    }
}

function addWalk(margins: Float64Array, start: number, order: Uint16Array, into: number, sums: Float64Array, squares: Float64Array): void {
  const count = order.length
  const back = (k: number): number => margins[k === 0 ? start : k === count ? start + count : start + count + k]!
  for (let place = 0; place < count; place++) {
    const forth = margins[start + place + 1]! - margins[start + place]!
    const joins = count - place
    const value = (forth + back(joins) - back(joins - 1)) / 2
    sums[into + order[place]!]! += value
    squares[into + order[place]!]! += value * value
  }
}

/** A random order of the players (Fisher–Yates). */
function shuffled(count: number, random: Random): Uint16Array {
  const order = Uint16Array.from({ length: count }, (_, i) => i)
  for (let i = count - 1; i > 0; i--) {
    const j = below(random, i + 1)
    const kept = order[i]!
    order[i] = order[j]!
    order[j] = kept
  }
  return order
}
