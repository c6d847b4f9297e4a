import type { Auc } from './auc'
import type { Computed } from './interval'
import { undefinedFor } from './interval'
import { square } from './math'

/** Scores of one class, ascending, with each row's weight beside it. */
export type WeightedScores = { scores: Float64Array; weights: Float64Array }

const weightOf = ({ weights }: WeightedScores): number => weights.reduce((s, w) => s + w, 0)

/** Share of the other class's weight that lies below each score, ties counting half. */
const weightedPlacements = (own: WeightedScores, others: WeightedScores): Float64Array => {
  const total = weightOf(others)
  const result = new Float64Array(own.scores.length)
  let [i, below, tied, next] = [0, 0, 0, 0]
  let tiedScore = NaN
  for (; i < own.scores.length; i++) {
    const score = own.scores[i]!
    if (score !== tiedScore) {
      below += tied
      tied = 0
      while (next < others.scores.length && others.scores[next]! < score) below += others.weights[next++]!
      while (next < others.scores.length && others.scores[next]! === score) tied += others.weights[next++]!
      tiedScore = score
    }
    result[i] = (below + tied / 2) / total
  }
  return result
}

/** Weighted mean of placements and its design-based variance Σw²(v−v̄)²/(Σw)² × n/(n−1). */
const weightedMean = (placements: Float64Array, { weights }: WeightedScores): { mean: number; variance: number } => {
  let [total, sum, squares] = [0, 0, 0]
  for (let i = 0; i < weights.length; i++) {
    total += weights[i]!
    sum += weights[i]! * placements[i]!
  }
  const mean = sum / total
  for (let i = 0; i < weights.length; i++) squares += square(weights[i]! * (placements[i]! - mean))
  const n = weights.length
  return { mean, variance: n > 1 ? ((squares / square(total)) * n) / (n - 1) : NaN }
}

/** AUC of weighted rows: weighted share of concordant pairs; with equal weights exactly `auc` and DeLong's variance. */
export const weightedAuc = (positives: WeightedScores, negatives: WeightedScores): Computed<Auc> => {
  if (!(weightOf(positives) > 0) || !(weightOf(negatives) > 0)) return undefinedFor('one-class')
  const up = weightedMean(weightedPlacements(positives, negatives), positives)
  const down = weightedMean(weightedPlacements(negatives, positives), negatives)
  return {
    estimate: up.mean,
    variance: up.variance + down.variance,
    positives: positives.scores.length,
    negatives: negatives.scores.length
  }
}
