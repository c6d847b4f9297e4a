import type { Outcomes } from '../columns/outcomes'

/** Losses in order of time, with the row of each; `binary`: each is 0 or 1. */
export type ErrorStream = { losses: Float64Array; rows: Uint32Array; binary: boolean; of: 'errors' | 'squared-errors' | 'residuals' }

/**
 * What the detectors watch: whether decision and label differ; without decisions the squared distance of probability and label; for predicted numbers
 * the residual's size. Rows without a label, or too young for one, are left out. Null where there is nothing to compare.
 */
export function errorStream(outcomes: Outcomes, order: Uint32Array | null, rows: number): ErrorStream | null {
  const kind = kindOf(outcomes)
  if (kind === null) return null
  const losses = new Float64Array(rows)
  const kept = new Uint32Array(rows)
  let n = 0
  for (let place = 0; place < (order?.length ?? rows); place++) {
    const row = order === null ? place : order[place]!
    const loss = kind.lossOf(row)
    if (loss !== loss) continue
    losses[n] = loss
    kept[n++] = row
  }
  return n === 0 ? null : { losses: losses.slice(0, n), rows: kept.slice(0, n), binary: kind.of === 'errors', of: kind.of }
}

type Kind = { of: ErrorStream['of']; lossOf: (row: number) => number }

function kindOf({ label, decision, probability, outcome, prediction }: Outcomes): Kind | null {
  if (outcome !== null && prediction !== null) return { of: 'residuals', lossOf: (row) => Math.abs(outcome[row]! - prediction[row]!) }
  if (label === null) return null
  if (decision !== null)
    return { of: 'errors', lossOf: (row) => (label[row] === 2 || decision[row] === 2 ? NaN : label[row] === decision[row] ? 0 : 1) }
  if (probability === null) return null
  return { of: 'squared-errors', lossOf: (row) => (label[row] === 2 ? NaN : squared(probability[row]! - label[row]!)) }
}

const squared = (x: number): number => x * x
