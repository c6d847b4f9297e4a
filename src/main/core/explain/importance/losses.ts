import type { Quantity } from '../../stats/quantity'
import type { ExplanationPlan } from '../../../../shared/model/assessments/explanation'

/** Loss of a response against an outcome, row by row. */
export type RowLoss = (response: number, outcome: number) => number

/** Far enough from 0 and 1 that a sure and wrong prediction has a finite loss: scikit-learn's clip, the epsilon of a double. */
const EPSILON = 2.220446049250313e-16

const logLoss: RowLoss = (p, y) => {
  const kept = Math.min(1 - EPSILON, Math.max(EPSILON, p))
  return y === 1 ? -Math.log(kept) : -Math.log(1 - kept)
}

/** Losses that are a mean over rows. `error`: share decided wrongly at one half. */
export const ROW_LOSSES = {
  log_loss: logLoss,
  brier: (p: number, y: number) => (p - y) * (p - y),
  error: (p: number, y: number) => (p > 0.5 === (y === 1) ? 0 : 1),
  squared: (value: number, y: number) => (value - y) * (value - y),
  absolute: (value: number, y: number) => Math.abs(value - y)
} as const satisfies Record<string, RowLoss>

export type RowLossName = keyof typeof ROW_LOSSES
export type LossName = RowLossName | 'auc'

/** A loss as shares of rows that add up to it: `rows` of a response, `total` of rows, and the quantity of a difference of rows. */
export type LossByRow = {
  rows: (response: Float64Array) => Float64Array
  total: (rows: Float64Array) => number
  quantity: (difference: Float64Array) => Quantity
}

/** The plan's loss; by default log loss of probabilities, the area under the curve of other scores of two classes, squared error of numbers. */
export function lossOf({
  explanation,
  outcome,
  isProbability
}: {
  explanation: Pick<ExplanationPlan, 'loss'>
  outcome: Float64Array | null
  isProbability: boolean
}): LossName {
  if (explanation.loss !== undefined) return explanation.loss
  const binary = outcome !== null && outcome.every((y) => y !== y || y === 0 || y === 1)
  return binary ? (isProbability ? 'log_loss' : 'auc') : 'squared'
}
