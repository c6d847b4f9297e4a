import { below, randomStream } from '../../stats/random'
import type { Design } from '../means'
import type { Feature, Table } from '../subject'
import { fitLogistic, predictLogistic } from './logistic'

const MOST_LEVELS = 30

/** Standardised numbers with an indicator of missing, and an indicator of each of the commonest categories but the first. */
export function designColumns({ columns, rows }: Table, features: readonly Feature[]): Float64Array[] {
  return columns.flatMap((column, j) => {
    if (features[j]!.levels !== null) return indicators(column)
    const known = column.filter((value) => value === value)
    const mean = known.reduce((sum, value) => sum + value, 0) / Math.max(1, known.length)
    const spread = Math.sqrt(known.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / Math.max(1, known.length))
    const missing = known.length < rows ? [column.map((value) => (value === value ? 0 : 1))] : []
    return spread > 0 ? [column.map((value) => (value === value ? (value - mean) / spread : 0)), ...missing] : missing
  })
}

function indicators(column: Float64Array): Float64Array[] {
  const counts = new Map<number, number>()
  for (const value of column) counts.set(value, (counts.get(value) ?? 0) + 1)
  const levels = [...counts.keys()].sort((a, b) => counts.get(b)! - counts.get(a)! || a - b).slice(1, MOST_LEVELS)
  return levels.map((level) => column.map((value) => (value === level ? 1 : 0)))
}

/** Each row's linear predictor from a regression on the other half; rows of one cluster stay together. NaN where the outcome is missing. */
export function crossFitted(
  columns: readonly Float64Array[],
  outcome: Float64Array,
  { cluster }: Pick<Design, 'cluster'>,
  seed: string
): { scores: Float64Array; half: Uint8Array } {
  const random = randomStream(seed, 0)
  const units = cluster === null ? outcome.length : cluster.reduce((most, one) => Math.max(most, one), 0) + 1
  const ofUnits = Uint8Array.from({ length: units }, () => below(random, 2))
  const half = Uint8Array.from(outcome, (_, row) => ofUnits[cluster === null ? row : cluster[row]!]!)
  const known = Uint32Array.from(outcome.keys()).filter((row) => outcome[row] === outcome[row])
  const scores = new Float64Array(outcome.length).fill(NaN)
  for (let held = 0; held < 2; held++) {
    const beta = fitLogistic(
      columns,
      outcome,
      known.filter((row) => half[row] !== held)
    )
    for (const row of known) if (half[row] === held) scores[row] = predictLogistic(beta, columns, row)
  }
  return { scores, half }
}
