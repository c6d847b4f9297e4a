import type { Computed, Estimate, IntervalMethod } from './interval'
import { undefinedFor } from './interval'
import { studentCritical } from './student-t'

/** Clusters under this number in a compared group give no interval. */
export const FEWEST_CLUSTERS = 30

/** Per-cluster sums of a ratio Σnumerator/Σdenominator (events and rows of a rate); one entry a cluster, clusters without rows of the group have 0, 0. */
export type ClusterSums = { numerator: Float64Array; denominator: Float64Array }

type Linearised = { estimate: number; scores: Float64Array; clusters: number }

/** R̂ and each cluster's linearised score (y_g − R̂ x_g)/X. Taylor linearisation, Cochran (1977) §6.13; Wolter (2007). */
const linearise = ({ numerator, denominator }: ClusterSums): Computed<Linearised> => {
  let top = 0
  let bottom = 0
  let clusters = 0
  for (let g = 0; g < numerator.length; g++) {
    top += numerator[g]!
    bottom += denominator[g]!
    if (denominator[g]! > 0) clusters++
  }
  if (!(bottom > 0)) return undefinedFor('no-rows')
  const estimate = top / bottom
  const scores = numerator.map((y, g) => (y - estimate * denominator[g]!) / bottom)
  return { estimate, scores, clusters }
}

/** G/(G−1) Σ (score − mean)², the between-cluster variance of a total of scores. */
const scoreVariance = (scores: Float64Array, clusters: number): number => {
  let squares = 0
  for (let g = 0; g < scores.length; g++) squares += scores[g]! * scores[g]!
  return (clusters / (clusters - 1)) * squares
}

const studentInterval = (estimate: number, variance: number, df: number, level: number): Estimate => {
  const spread = studentCritical(level, df) * Math.sqrt(variance)
  const method: IntervalMethod = 'cluster-robust'
  return { estimate, interval: { low: estimate - spread, high: estimate + spread, level, method } }
}

/** A rate or mean over clustered rows; t with G−1 degrees of freedom. */
export const clusteredRatio = (sums: ClusterSums, level: number): Computed<Estimate> => {
  const part = linearise(sums)
  if ('undefined' in part) return part
  if (part.clusters < FEWEST_CLUSTERS) return undefinedFor('few-clusters')
  return studentInterval(part.estimate, scoreVariance(part.scores, part.clusters), part.clusters - 1, level)
}

type Joint = { a: Linearised; b: Linearised; together: number }

/** Both groups over the same list of clusters, so that a cluster with rows of both counts once. */
const joint = (a: ClusterSums, b: ClusterSums): Computed<Joint> => {
  if (a.numerator.length !== b.numerator.length) throw new RangeError('cluster: both groups must list the same clusters')
  const [left, right] = [linearise(a), linearise(b)]
  if ('undefined' in left) return left
  if ('undefined' in right) return right
  if (Math.min(left.clusters, right.clusters) < FEWEST_CLUSTERS) return undefinedFor('few-clusters')
  const together = a.denominator.reduce((count, x, g) => count + (x > 0 || b.denominator[g]! > 0 ? 1 : 0), 0)
  return { a: left, b: right, together }
}

/** Degrees of freedom: clusters of the smaller group less one, the cautious choice where a group lies in few of them. */
const degrees = ({ a, b }: Joint): number => Math.min(a.clusters, b.clusters) - 1

/** Difference of two clustered rates. Both groups are indexed by the same clusters. */
export const clusteredDifference = (a: ClusterSums, b: ClusterSums, level: number): Computed<Estimate> => {
  const pair = joint(a, b)
  if ('undefined' in pair) return pair
  const scores = pair.a.scores.map((score, g) => score - pair.b.scores[g]!)
  return studentInterval(pair.a.estimate - pair.b.estimate, scoreVariance(scores, pair.together), degrees(pair), level)
}

/** Ratio of two clustered rates, linearised on the log scale. */
export const clusteredRateRatio = (a: ClusterSums, b: ClusterSums, level: number): Computed<Estimate> => {
  const pair = joint(a, b)
  if ('undefined' in pair) return pair
  const [pa, pb] = [pair.a.estimate, pair.b.estimate]
  if (!(pb > 0)) return undefinedFor('zero-reference')
  if (!(pa > 0)) return undefinedFor('zero-cell')
  const scores = pair.a.scores.map((score, g) => score / pa - pair.b.scores[g]! / pb)
  const { estimate, interval } = studentInterval(0, scoreVariance(scores, pair.together), degrees(pair), level)
  const ratio = (pa / pb) * Math.exp(estimate)
  return { estimate: ratio, interval: { ...interval, low: ratio * Math.exp(interval.low), high: ratio * Math.exp(interval.high) } }
}
