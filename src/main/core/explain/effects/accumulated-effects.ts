import { averageOf, averageQuantity, type Design } from '../means'
import { responsesOf, type Answering, type Table } from '../subject'
import type { EffectCurve } from './partial-dependence'

/**
 * Accumulated local effects (Apley & Zhu 2020): within each stretch between places, the mean change of response when a row of that stretch
 * moves from its lower to its upper end; added up and centred over the rows. Correlated features do not lead it where no data are. Limits:
 * of the linearised curve, its centre included, over rows or clusters, places taken as given; none from a stretch of fewer than two rows on,
 * since how changes vary there is not known.
 */
export function accumulatedEffects(
  subject: Answering,
  table: Table,
  feature: number,
  places: Float64Array,
  design: Design,
  level: number
): EffectCurve {
  const stretch = stretchesOf(table.columns[feature]!, places)
  const ends = [0, 1].map((end) => respondAt(subject, table, feature, (row) => places[Math.max(0, stretch[row]! - 1 + end)]!))
  const change = Float64Array.from(stretch, (s, row) => (s < 0 ? NaN : ends[1]![row]! - ends[0]![row]!))
  const within = Array.from(places, (_, k) => averageOf(change, design, (row) => stretch[row] === k))
  const effect = new Float64Array(places.length)
  for (let k = 1; k < places.length; k++) effect[k] = effect[k - 1]! + (within[k]!.n > 0 ? within[k]!.estimate : 0)
  const centre = averageOf(middlesOf(stretch, effect), design)
  const above = sharesAbove(stretch, places.length, design)
  const centred = centre.scores.slice()
  for (let s = 1; s < places.length; s++) addTimes(centred, within[s]!.scores, above[s]!)
  const scores = centred.map((score) => -score)
  const known = within.findIndex(({ n }, s) => s > 0 && n < 2)
  const curve: EffectCurve = { values: [], limits: [] }
  for (let k = 0; k < places.length; k++) {
    if (k > 0) addTimes(scores, within[k]!.scores, 1)
    const { estimate, interval } = averageQuantity({ ...centre, estimate: effect[k]! - centre.estimate, scores }, design, level)
    curve.values.push(estimate ?? NaN)
    curve.limits.push(known >= 0 && k >= known ? null : interval)
  }
  return curve
}

/** Each row's effect in the middle of its stretch, whose mean is the centre as in the authors' ALEPlot; NaN where the value is missing. */
const middlesOf = (stretch: Int32Array, effect: Float64Array): Float64Array =>
  Float64Array.from(stretch, (s) => (s < 0 ? NaN : (effect[s - 1]! + effect[s]!) / 2))

/** What a unit of change within each stretch adds to the centre: the share of rows above the stretch and half of its own. */
function sharesAbove(stretch: Int32Array, places: number, { weight }: Pick<Design, 'weight'>): Float64Array {
  const weights = new Float64Array(places)
  stretch.forEach((s, row) => {
    if (s >= 0) weights[s]! += weight === null ? 1 : weight[row]!
  })
  const total = weights.reduce((sum, w) => sum + w, 0)
  const above = new Float64Array(places)
  let beyond = 0
  for (let s = places - 1; s >= 0; s--) {
    above[s] = (beyond + weights[s]! / 2) / total
    beyond += weights[s]!
  }
  return above
}

function addTimes(into: Float64Array, scores: Float64Array, times: number): void {
  for (let i = 0; i < into.length; i++) into[i]! += times * scores[i]!
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
export function respondAt(subject: Answering, table: Table, feature: number, placeOf: (row: number) => number): Float64Array {
  const moved = Float64Array.from({ length: table.rows }, (_, row) => placeOf(row))
  const columns = table.columns.map((column, j) => (j === feature ? moved : column))
  return responsesOf(subject, { columns, rows: table.rows })
}
