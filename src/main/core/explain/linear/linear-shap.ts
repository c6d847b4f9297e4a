import type { LinearPredictor } from '../../models/model'

type Columns = readonly Float64Array[]
type Order = { predictor: LinearPredictor; output: number; columns: Columns; rows: number; playerOf: Int32Array; players: number }

/** margin[row] = bias + Σ values[player][row], up to `residual`. */
export type LinearShap = { bias: number; values: Float64Array[]; margin: Float64Array; residual: number }

/**
 * Interventional Shapley values of a linear model in closed form: w_j (x_j − mean of the background's x_j), summed over a player's columns.
 * A missing value makes its row's values and margin NaN, as it makes the model's score.
 */
export function linearShap(
  { predictor, output, columns, rows, playerOf, players }: Order,
  background: { columns: Columns; rows: number }
): LinearShap {
  const weights = predictor.weights[output]!
  const means = background.columns.map((column) => meanOf(column, background.rows))
  const values = Array.from({ length: players }, () => new Float64Array(rows))
  const margin = new Float64Array(rows).fill(predictor.base[output]!)
  let bias = predictor.base[output]!
  for (const [j, column] of columns.entries()) {
    const [weight, mean, value] = [weights[j]!, means[j]!, values[playerOf[j]!]!]
    bias += weight * mean
    for (let row = 0; row < rows; row++) {
      value[row]! += weight * (column[row]! - mean)
      margin[row]! += weight * column[row]!
    }
  }
  return { bias, values, margin, residual: residualOf(bias, values, margin) }
}

function meanOf(column: Float64Array, rows: number): number {
  let total = 0
  for (let row = 0; row < rows; row++) total += column[row]!
  return total / rows
}

function residualOf(bias: number, values: readonly Float64Array[], margin: Float64Array): number {
  let most = 0
  for (let row = 0; row < margin.length; row++) {
    const gap = Math.abs(values.reduce((left, of) => left - of[row]!, margin[row]! - bias))
    if (gap > most) most = gap
  }
  return most
}
