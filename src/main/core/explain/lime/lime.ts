import { below, randomStream } from '../../stats/random'
import { rankOrder } from '../rank-order'
import { solvePositive } from '../linear-solve'
import { responsesOf, type Answering, type Feature, type Subject, type Table } from '../subject'

/** `width`: of the kernel, in units of √features (0.75 in the authors' package). */
export type LimeChoice = { samples: number; width: number; seed: string }

/** Weight of each feature in the local model, its intercept, and the response that it gives the row. */
export type LimeResult = { weights: Float64Array; intercept: number; local: number }

/**
 * LIME for tables (Ribeiro, Singh & Guestrin 2016) as its package does it by default: numbers by quartile, categories by value; samples
 * drawn from the data's shares of each; interpretable features say whether a sample is in the row's own bin; exponential kernel √exp(−d²/w²);
 * ridge regression with penalty 1. The draws decide much of it: run it under several seeds.
 */
export function lime(
  subject: Answering & Pick<Subject, 'features'>,
  data: Table,
  row: readonly number[],
  { samples, width, seed }: LimeChoice
): LimeResult {
  const random = randomStream(seed, 0)
  const same = row.map(() => new Float64Array(samples).fill(1))
  const columns = row.map((value, j) => {
    const bins = quartileBins(data.columns[j]!, subject.features[j]!)
    const own = bins(value)
    const drawn = new Float64Array(samples)
    drawn[0] = value
    for (let s = 1; s < samples; s++) {
      drawn[s] = data.columns[j]![below(random, data.rows)]!
      same[j]![s] = bins(drawn[s]!) === own ? 1 : 0
    }
    return drawn
  })
  const responses = responsesOf(subject, { columns, rows: samples })
  const reach = width * width * row.length
  const weights = Float64Array.from({ length: samples }, (_, s) => {
    let distance = 0
    for (const column of same) distance += 1 - column[s]!
    return Math.exp(-distance / (2 * reach))
  })
  return ridge(same, responses, weights)
}

/** Place of a value: quartile of the data (missing is its own), or the category itself. */
function quartileBins(column: Float64Array, { levels }: Feature): (value: number) => number {
  if (levels !== null) return (value) => value
  const order = rankOrder(column)
  const quartiles = [0.25, 0.5, 0.75].map((share) => column[order[Math.max(0, Math.ceil(share * order.length) - 1)]!]!)
  return (value) => (value !== value ? -1 : quartiles.filter((q) => value > q).length)
}

/** Weighted ridge regression, the constant not penalised; columns are centred first as scikit-learn's Ridge does. */
export function ridge(columns: readonly Float64Array[], outcome: Float64Array, weights: Float64Array, penalty = 1): LimeResult {
  const total = weights.reduce((sum, w) => sum + w, 0)
  const meanOf = (values: Float64Array): number => values.reduce((sum, value, i) => sum + weights[i]! * value, 0) / total
  const means = columns.map(meanOf)
  const centre = meanOf(outcome)
  const gram = columns.map((_, j) => Float64Array.from(columns, (__, k) => (j === k ? penalty : 0)))
  const moment = new Float64Array(columns.length)
  for (let i = 0; i < outcome.length; i++)
    for (let j = 0; j < columns.length; j++) {
      const xj = weights[i]! * (columns[j]![i]! - means[j]!)
      moment[j]! += xj * (outcome[i]! - centre)
      for (let k = 0; k <= j; k++) gram[j]![k]! += xj * (columns[k]![i]! - means[k]!)
    }
  const slopes = solvePositive(gram, moment)
  const intercept = centre - slopes.reduce((sum, slope, j) => sum + slope * means[j]!, 0)
  return { weights: slopes, intercept, local: slopes.reduce((sum, slope, j) => sum + slope * columns[j]![0]!, intercept) }
}
