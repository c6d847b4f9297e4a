import type { LinearPredictor } from '../../models/model'
import type { Table } from '../subject'

/** `playerOf`: the player of each column, 0 … players − 1. */
export type LinearOrder = { predictor: LinearPredictor; output: number; playerOf: Int32Array; players: number }

/** margin[row] = bias + Σ values[player][row], up to `residual`. */
export type LinearShap = { bias: number; values: readonly Float64Array[]; margin: Float64Array; residual: number }

/** Explains rows by what is known of the background; rows do not look at each other. */
export type ExplainLinear = (rows: Table) => LinearShap

/**
 * Interventional Shapley values of a linear model in closed form: w_j (x_j − the background's mean of x_j), summed over a player's columns.
 * A missing value makes its row's values and margin NaN, as it makes the model's score.
 */
export function linearShap(order: LinearOrder, means: Float64Array): ExplainLinear {
  const { predictor, output, playerOf, players } = order
  const weights = predictor.weights[output]!
  const bias = meanScore(order, means)
  return (table) => {
    const values = Array.from({ length: players }, () => new Float64Array(table.rows))
    for (const [j, column] of table.columns.entries()) {
      const [weight, mean, value] = [weights[j]!, means[j]!, values[playerOf[j]!]!]
      for (let row = 0; row < table.rows; row++) value[row]! += weight * (column[row]! - mean)
    }
    return withMargins(order, table, bias, values)
  }
}

/** The score at the background's means. */
export function meanScore({ predictor, output }: LinearOrder, means: Float64Array): number {
  return means.reduce((sum, mean, j) => sum + predictor.weights[output]![j]! * mean, predictor.base[output]!)
}

export function withMargins(order: LinearOrder, table: Table, bias: number, values: readonly Float64Array[]): LinearShap {
  const margin = marginsOf(order, table)
  return { bias, values, margin, residual: residualOf(bias, values, margin) }
}

function marginsOf({ predictor, output }: LinearOrder, { columns, rows }: Table): Float64Array {
  const weights = predictor.weights[output]!
  const margin = new Float64Array(rows).fill(predictor.base[output]!)
  for (const [j, column] of columns.entries()) for (let row = 0; row < rows; row++) margin[row]! += weights[j]! * column[row]!
  return margin
}

/** Largest |margin − bias − Σ values| of a row whose score is not missing. */
function residualOf(bias: number, values: readonly Float64Array[], margin: Float64Array): number {
  let most = 0
  for (let row = 0; row < margin.length; row++) {
    const gap = Math.abs(values.reduce((left, of) => left - of[row]!, margin[row]! - bias))
    if (gap > most) most = gap
  }
  return most
}
