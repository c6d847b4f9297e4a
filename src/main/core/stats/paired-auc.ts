import type { Computed } from './interval'
import { undefinedFor } from './interval'
import { square } from './math'
import { normalUpper } from './normal'

/** What one score has over another, row by row: differences of placements, NaN where a row has none. Label 1 is the positive class. */
export type PairedPlacements = { ofRow: Float64Array; label: Uint8Array }

/** Less is what rounding leaves of nothing. */
const SMALLEST_VARIANCE = 1e-24

type OfClass = { rows: number; mean: number; squares: number }

/**
 * Difference of two areas under the ROC curve on the same rows, with the variance of DeLong, DeLong and Clarke-Pearson (1988), Biometrics 44(3): that of
 * the differences of placements, class by class. Undefined without two rows of each class, or where nothing varies.
 */
export function pairedAucDifference(placements: PairedPlacements): Computed<{ estimate: number; variance: number; p: number }> {
  const [positive, negative] = [ofClass(placements, 1), ofClass(placements, 0)]
  if (positive.rows === 0 || negative.rows === 0) return undefinedFor('one-class')
  const variance = varianceOfMean(positive) + varianceOfMean(negative)
  if (!(variance > SMALLEST_VARIANCE)) return undefinedFor('zero-variance')
  const z = positive.mean / Math.sqrt(variance)
  return { estimate: positive.mean, variance, p: Math.min(1, 2 * normalUpper(Math.abs(z))) }
}

/**
 * A number a row whose mean is the difference of the areas and whose spread is that of its linearisation: rows with weights or in clusters are averaged
 * by their own design. `weight`: null is 1 each.
 */
export function linearisedAuc({ ofRow, label }: PairedPlacements, weight: Float64Array | null): Float64Array {
  const totals = [0, 1].map((own) => weighted(ofRow, label, weight, own))
  const all = totals[0]!.weight + totals[1]!.weight
  const difference = totals[1]!.mean
  return ofRow.map((own, row) => {
    const of = totals[label[row]!]
    return own !== own || of === undefined ? NaN : difference + (all * (own - of.mean)) / of.weight
  })
}

function weighted(ofRow: Float64Array, label: Uint8Array, weight: Float64Array | null, own: number): { weight: number; mean: number } {
  let [total, sum] = [0, 0]
  for (let row = 0; row < ofRow.length; row++) {
    const w = weight?.[row] ?? 1
    if (label[row] !== own || ofRow[row] !== ofRow[row]) continue
    total += w
    sum += w * ofRow[row]!
  }
  return { weight: total, mean: sum / total }
}

function ofClass({ ofRow, label }: PairedPlacements, own: number): OfClass {
  const { weight: rows, mean } = weighted(ofRow, label, null, own)
  let squares = 0
  for (let row = 0; row < ofRow.length; row++) if (label[row] === own && ofRow[row] === ofRow[row]) squares += square(ofRow[row]! - mean)
  return { rows, mean, squares }
}

const varianceOfMean = ({ rows, squares }: OfClass): number => (rows < 2 ? NaN : squares / (rows - 1) / rows)
