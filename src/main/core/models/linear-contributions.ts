import type { ComputedModel } from './model'
import { predictRaw } from './predict'
import { prepareColumns } from './prepare'

type Rows = { columns: readonly Float64Array[]; rows: number }

/** A linear model's contributions by feature: Σ over its columns of weight × (column − background mean); interventional, exact (Štrumbelj & Kononenko 2014). */
export function linearContributions(
  model: ComputedModel,
  output: number,
  sign: number,
  table: Rows,
  background: Rows
): { bias: number; values: Float64Array[]; errors: null; residual: number } {
  const { predictor, prepare } = model
  const weights = predictor.kind === 'linear' ? predictor.weights[output]! : new Float64Array(0)
  const values = model.features.map(() => new Float64Array(table.rows))
  const mine = prepareColumns(model, table.columns, table.rows)
  const theirs = prepareColumns(model, background.columns, background.rows)
  mine.forEach((column, c) => {
    const centre = meanOf(theirs[c]!)
    const into = values[prepare === null ? c : prepare.columns[c]!.feature]!
    const weight = sign * weights[c]!
    for (let row = 0; row < table.rows; row++) into[row]! += weight * (column[row]! - centre)
  })
  const bias = sign * meanOf(predictRaw(model, background.columns, background.rows)[output]!)
  const margins = predictRaw(model, table.columns, table.rows)[output]!
  return { bias, values, errors: null, residual: residualOf(margins, sign, bias, values) }
}

function meanOf(values: Float64Array): number {
  let total = 0
  for (let i = 0; i < values.length; i++) total += values[i]!
  return total / values.length
}

function residualOf(margins: Float64Array, sign: number, bias: number, values: readonly Float64Array[]): number {
  let worst = 0
  for (let row = 0; row < margins.length; row++) {
    let total = bias
    for (const column of values) total += column[row]!
    worst = Math.max(worst, Math.abs(sign * margins[row]! - total))
  }
  return worst
}
