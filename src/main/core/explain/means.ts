import { FEWEST_CLUSTERS } from '../stats/cluster'
import type { Interval, IntervalMethod } from '../stats/interval'
import { proportionInterval } from '../stats/proportion'
import { undefinedQuantity, withInterval, withoutInterval, type Quantity } from '../stats/quantity'
import { studentCritical } from '../stats/student-t'
import type { Sample } from './sample'

/** What rows are drawn as: their weights and clusters. */
export type Design = Pick<Sample, 'weight' | 'cluster'>

/** An average over some rows, linearised: Σ scores is its first-order error, one score a unit (a row, or a cluster of rows). */
export type Average = { estimate: number; scores: Float64Array; units: number; n: number }

/** Mean of `values` over the rows that `isIn` admits; NaN values are left out. */
export function averageOf(values: Float64Array, design: Design, isIn: (row: number) => boolean = () => true): Average {
  const { weight, cluster } = design
  let [n, total, weights] = [0, 0, 0]
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!
    if (value !== value || !isIn(row)) continue
    const w = weight === null ? 1 : weight[row]!
    n++
    weights += w
    total += w * value
  }
  const estimate = total / weights
  const scores = new Float64Array(cluster === null ? values.length : unitsOf(cluster))
  const seen = new Uint8Array(scores.length)
  let units = 0
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!
    if (value !== value || !isIn(row)) continue
    const unit = cluster === null ? row : cluster[row]!
    scores[unit]! += ((weight === null ? 1 : weight[row]!) * (value - estimate)) / weights
    if (seen[unit] === 0) units += seen[unit] = 1
  }
  return { estimate, scores, units, n }
}

const unitsOf = (cluster: Uint32Array): number => cluster.reduce((most, one) => Math.max(most, one), 0) + 1

/** Variance of the average: units/(units − 1) Σ score², which for rows that stand alone is s²/n. */
export function varianceOf(scores: Float64Array, units: number): number {
  let squares = 0
  for (let i = 0; i < scores.length; i++) squares += scores[i]! * scores[i]!
  return (units / (units - 1)) * squares
}

const methodOf = ({ weight, cluster }: Design, difference: boolean): IntervalMethod =>
  cluster !== null ? 'cluster-robust' : weight !== null ? 'design-based' : difference ? 'welch' : 'student-t'

/** An average with its t interval. */
export function averageQuantity(average: Average, design: Design, level: number): Quantity {
  const n = { group: average.n, reference: null }
  if (average.n === 0) return undefinedQuantity('no-rows', n)
  const spread = { variance: varianceOf(average.scores, average.units), df: average.units - 1, units: average.units }
  return around(average.estimate, spread, methodOf(design, false), level, n)
}

/**
 * A share of rows (values 1 and 0) with limits that a share can have: Wilson's or Clopper–Pearson's, on Kish's effective size where rows are
 * weighted and on the number of clusters where nothing varies between them.
 */
export function shareQuantity(flags: Float64Array, design: Design, level: number): Quantity {
  const average = averageOf(flags, design)
  const n = { group: average.n, reference: null }
  if (average.n === 0) return undefinedQuantity('no-rows', n)
  const varies = average.estimate > 0 && average.estimate < 1
  if (design.cluster !== null && varies) return withinUnit(averageQuantity(average, design, level), level)
  const size = design.cluster !== null ? average.units : effectiveRows(flags, design)
  return withInterval(average.estimate, level, (asked) => proportionInterval(average.estimate * size, size, asked), { n })
}

/** The same with limits that do not leave 0 … 1. */
function withinUnit(quantity: Quantity, level: number): Quantity {
  const { estimate, interval, limits, n } = quantity
  if (estimate === null || interval === null || limits === null) return quantity
  const at = (asked: number): Interval => {
    const found = asked === level ? interval : (limits(1 - asked) ?? interval)
    return { low: Math.max(0, found.low), high: Math.min(1, found.high), level: asked, method: interval.method }
  }
  return withInterval(estimate, level, at, { n })
}

function effectiveRows(flags: Float64Array, { weight }: Design): number {
  let [sum, squares] = [0, 0]
  for (let row = 0; row < flags.length; row++) {
    if (flags[row] !== flags[row]) continue
    const w = weight === null ? 1 : weight[row]!
    sum += w
    squares += w * w
  }
  return (sum * sum) / squares
}

/** Difference of two averages over the same units, so that a cluster with rows of both counts once. */
export function differenceQuantity(a: Average, b: Average, design: Design, level: number): Quantity {
  const n = { group: a.n, reference: b.n }
  if (a.n === 0 || b.n === 0) return undefinedQuantity('no-rows', n)
  const spread = design.cluster === null ? apart(a, b) : together(a, b)
  return around(a.estimate - b.estimate, spread, methodOf(design, true), level, n)
}

/** `units`: those of the smaller side. */
type Spread = { variance: number; df: number; units: number }

/** Welch's degrees of freedom for sides that share no unit. */
function apart(a: Average, b: Average): Spread {
  const [va, vb] = [varianceOf(a.scores, a.units), varianceOf(b.scores, b.units)]
  const df = ((va + vb) * (va + vb)) / ((va * va) / (a.units - 1) + (vb * vb) / (b.units - 1))
  return { variance: va + vb, df: va + vb > 0 ? df : Infinity, units: Math.min(a.units, b.units) }
}

function together(a: Average, b: Average): Spread {
  const scores = a.scores.map((score, unit) => score - b.scores[unit]!)
  const units = Math.min(a.units, b.units)
  return { variance: varianceOf(scores, Math.max(a.units, b.units)), df: units - 1, units }
}

function around(estimate: number, { variance, df, units }: Spread, method: IntervalMethod, level: number, n: Quantity['n']): Quantity {
  if (units < 2) return withoutInterval(estimate, 'below-minimum-size', { n })
  if (method === 'cluster-robust' && units < FEWEST_CLUSTERS) return withoutInterval(estimate, 'few-clusters', { n })
  const at = (asked: number): Interval => {
    const spread = variance > 0 ? studentCritical(asked, df) * Math.sqrt(variance) : 0
    return { low: estimate - spread, high: estimate + spread, level: asked, method }
  }
  return withInterval(estimate, level, at, { n })
}
