import { averageOf, averageQuantity, type Design } from '../means'
import type { Quantity } from '../../stats/quantity'
import { responsesOf, type Answering, type Player, type Table } from '../subject'
import { areaLoss } from './area'
import { ROW_LOSSES, type LossByRow, type LossName, type RowLoss } from './losses'
import { permutation, permutedResponses, type Permutation } from './permutation'

export type Judged = { subject: Answering; table: Table; outcome: Float64Array; design: Design; level: number }

/** Increase of the loss when a player's values are permuted; `spread`: standard deviation over the repeats, the permutations' own noise. */
export type Importance = { quantity: Quantity; repeats: readonly number[]; spread: number }

/** Permutations of a player, the same in every run. */
export const orders = (rows: number, stratum: Uint32Array | null, seed: string, repeats: number): Permutation[] =>
  Array.from({ length: repeats }, (_, draw) => permutation(rows, stratum, seed, draw))

/**
 * Permutation importance of each player. For losses that are a mean over rows the interval is that of the mean, over rows, of each row's
 * mean increase (the test sample's own uncertainty; Watson & Wright 2021); for the area under the curve it is that of the rows' placements.
 */
export function permutationImportance(
  { subject, table, outcome, design, level }: Judged,
  players: readonly Player[],
  loss: LossName,
  ordersOf: (player: Player) => readonly Permutation[],
  checkpoint: (fraction: number) => void = () => undefined
): { baseline: number; importances: Importance[] } {
  const responses = responsesOf(subject, table)
  const losses = loss === 'auc' ? areaLoss(outcome, design, level) : meanLoss(ROW_LOSSES[loss], outcome, design, level)
  const before = losses.rows(responses)
  const importances = players.map((player, p) => {
    const mean = new Float64Array(table.rows)
    const repeats: number[] = []
    const drawn = ordersOf(player)
    for (const after of permutedResponses(subject, table, player, drawn)) {
      const rows = losses.rows(after)
      repeats.push(losses.total(rows) - losses.total(before))
      for (let i = 0; i < rows.length; i++) mean[i]! += (rows[i]! - before[i]!) / drawn.length
    }
    checkpoint((p + 1) / players.length)
    return { quantity: losses.quantity(mean), repeats, spread: spreadOf(repeats) }
  })
  return { baseline: losses.total(before), importances }
}

function meanLoss(lossOf: RowLoss, outcome: Float64Array, design: Design, level: number): LossByRow {
  return {
    rows: (response) => response.map((value, i) => (outcome[i]! === outcome[i]! ? lossOf(value, outcome[i]) : NaN)),
    total: (rows) => averageOf(rows, design).estimate,
    quantity: (difference) => averageQuantity(averageOf(difference, design), design, level)
  }
}

/** Population standard deviation, as scikit-learn reports it. */
export function spreadOf(values: readonly number[]): number {
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length
  return Math.sqrt(values.reduce((sum, x) => sum + (x - mean) * (x - mean), 0) / values.length)
}
