import type { LinearPredictor } from '../../models/model'

type Columns = readonly Float64Array[]

/** `playerOf`: the player of each column, 0 … players − 1. */
export type LinearOrder = {
  predictor: LinearPredictor
  output: number
  columns: Columns
  rows: number
  playerOf: Int32Array
  players: number
}

/** margin[row] = bias + Σ values[player][row], up to `residual`. */
export type LinearShap = { bias: number; values: readonly Float64Array[]; margin: Float64Array; residual: number }

/**
 * Interventional Shapley values of a linear model in closed form: w_j (x_j − mean of the background's x_j), summed over a player's columns.
 * A missing value makes its row's values and margin NaN, as it makes the model's score.
 */
export function linearShap(order: LinearOrder, background: { columns: Columns; rows: number }): LinearShap {
  const { predictor, output, columns, rows, playerOf, players } = order
  const weights = predictor.weights[output]!
  const means = columnMeans(background)
  const values = Array.from({ length: players }, () => new Float64Array(rows))
  let bias = predictor.base[output]!
  for (const [j, column] of columns.entries()) {
    const [weight, mean, value] = [weights[j]!, means[j]!, values[playerOf[j]!]!]
    bias += weight * mean
    for (let row = 0; row < rows; row++) value[row]! += weight * (column[row]! - mean)
  }
  const margin = marginsOf(order)
  return { bias, values, margin, residual: residualOf(bias, values, margin) }
}

export function columnMeans({ columns, rows }: { columns: Columns; rows: number }): Float64Array {
  return Float64Array.from(columns, (column) => {
    let total = 0
    for (let row = 0; row < rows; row++) total += column[row]!
    return total / rows
  })
}

export function marginsOf({ predictor, output, columns, rows }: LinearOrder): Float64Array {
  const weights = predictor.weights[output]!
  const margin = new Float64Array(rows).fill(predictor.base[output]!)
  for (const [j, column] of columns.entries()) for (let row = 0; row < rows; row++) margin[row]! += weights[j]! * column[row]!
  return margin
}

/** Largest |margin − bias − Σ values| of a row whose score is not missing. */
export function residualOf(bias: number, values: readonly Float64Array[], margin: Float64Array): number {
  let most = 0
  for (let row = 0; row < margin.length; row++) {
    const gap = Math.abs(values.reduce((left, of) => left - of[row]!, margin[row]! - bias))
    if (gap > most) most = gap
  }
  return most
}
