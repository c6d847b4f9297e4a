import type { Limits } from '../../stats/estimate'
import { criticalValue } from '../../stats/normal'
import type { Design } from '../means'
import type { Subject, Table } from '../subject'
import type { EffectCurve } from './partial-dependence'

/**
 * Accumulated local effects (Apley & Zhu 2020): within each stretch between places, the mean change of response when a row of that stretch
 * moves from its lower to its upper end; added up and centred over the rows. Correlated features do not lead it where no data are. Limits:
 * normal, from the spread of the changes within stretches, which are taken as independent of each other; the centre as given.
 */
export function accumulatedEffects(
  subject: Pick<Subject, 'margin' | 'respond'>,
  table: Table,
  feature: number,
  places: Float64Array,
  design: Pick<Design, 'weight'>,
  level: number
): EffectCurve {
  const stretch = stretchesOf(table.columns[feature]!, places)
  const ends = [0, 1].map((end) => respondAt(subject, table, feature, (row) => places[Math.max(0, stretch[row]! - 1 + end)]!))
  const count = places.length
  const [n, weights, sums, squares] = [0, 1, 2, 3].map(() => new Float64Array(count))
  for (let row = 0; row < table.rows; row++) {
    const s = stretch[row]!
    if (s < 0) continue
    const w = design.weight === null ? 1 : design.weight[row]!
    const change = ends[1]![row]! - ends[0]![row]!
    n![s]!++
    weights![s]! += w
    sums![s]! += w * change
    squares![s]! += w * change * change
  }
  const effect = new Float64Array(count)
  const variance = new Float64Array(count)
  for (let k = 1; k < count; k++) {
    const mean = weights![k]! > 0 ? sums![k]! / weights![k]! : 0
    effect[k] = effect[k - 1]! + mean
    const spread = n![k]! > 1 ? Math.max(0, squares![k]! / weights![k]! - mean * mean) / (n![k]! - 1) : 0
    variance[k] = variance[k - 1]! + spread
  }
  const centre = centreOf(effect, weights!)
  const z = criticalValue(level)
  return {
    values: Array.from(effect, (value) => value - centre),
    limits: Array.from(effect, (value, k): Limits => {
      const spread = z * Math.sqrt(variance[k]!)
      return { low: value - centre - spread, high: value - centre + spread }
    })
  }
}

/** Stretch k lies above place k − 1 up to place k; the lowest value belongs to stretch 1; −1 where the value is missing. */
export function stretchesOf(values: Float64Array, places: Float64Array): Int32Array {
  return Int32Array.from(values, (value) => {
    if (value !== value) return -1
    let [low, high] = [1, places.length - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if (value <= places[middle]!) high = middle
      else low = middle + 1
    }
    return Math.max(low, 1)
  })
}

/** Responses with a feature moved to where `placeOf` says for each row. */
export function respondAt(
  { margin, respond }: Pick<Subject, 'margin' | 'respond'>,
  table: Table,
  feature: number,
  placeOf: (row: number) => number
): Float64Array {
  const moved = Float64Array.from({ length: table.rows }, (_, row) => placeOf(row))
  const columns = table.columns.map((column, j) => (j === feature ? moved : column))
  return margin({ columns, rows: table.rows }).map(respond)
}

/** Mean over the rows of the effect in the middle of their stretch, as in the authors' ALEPlot. */
function centreOf(effect: Float64Array, weights: Float64Array): number {
  let [total, rows] = [0, 0]
  for (let k = 1; k < effect.length; k++) {
    total += (weights[k]! * (effect[k - 1]! + effect[k]!)) / 2
    rows += weights[k]!
  }
  return rows > 0 ? total / rows : 0
}
