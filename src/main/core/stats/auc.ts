import type { Computed, Estimate } from './interval'
import { undefinedFor } from './interval'
import { clamp, square } from './math'
import { criticalValue, normalUpper } from './normal'

/** Scores of one class, ascending. */
export type Scores = Float32Array | Float64Array

/** AUC with DeLong's variance. The interval is on the logit scale (inside 0 … 1), at AUC 0 or 1 it is undefined in the variance sense. */
export type Auc = { estimate: number; variance: number; positives: number; negatives: number }

/** Calls visit(2 × number of `others` below + number tied) for each score of `scores`, by merging: exact integers. */
const placements = (scores: Scores, others: Scores, visit: (doubled: number) => void): void => {
  let below = 0
  let upTo = 0
  for (let i = 0; i < scores.length; i++) {
    const score = scores[i]!
    while (below < others.length && others[below]! < score) below++
    if (upTo < below) upTo = below
    while (upTo < others.length && others[upTo]! <= score) upTo++
    visit(below + upTo)
  }
}

/** Σ (placement − mean)² / (n−1) / n: the variance of the mean placement of one class, NaN of a single row. */
const placementVariance = (scores: Scores, others: Scores, mean: number): number => {
  if (scores.length < 2) return NaN
  const scale = 1 / (2 * others.length)
  let squares = 0
  placements(scores, others, (doubled) => {
    squares += square(doubled * scale - mean)
  })
  return squares / (scores.length - 1) / scores.length
}

/**
 * Exact area under the ROC curve, ties counting half, and its variance by DeLong, DeLong and Clarke-Pearson (1988) in the O(n) form of
 * Sun and Xu (2014). Both arrays sorted ascending; n up to 90 million pairs of classes keeps the sums exact.
 */
export const auc = (positives: Scores, negatives: Scores): Computed<Auc> => {
  if (positives.length === 0 || negatives.length === 0) return undefinedFor('one-class')
  let doubled = 0
  placements(positives, negatives, (placement) => {
    doubled += placement
  })
  const estimate = doubled / (2 * positives.length) / negatives.length
  const variance = placementVariance(positives, negatives, estimate) + placementVariance(negatives, positives, 1 - estimate)
  return { estimate, variance, positives: positives.length, negatives: negatives.length }
}

/** Interval of an AUC on the logit scale; a perfect or constant separation has no variance and no interval. */
export const aucInterval = ({ estimate, variance }: Auc, level: number): Computed<Estimate> => {
  if (!(variance > 0) || estimate <= 0 || estimate >= 1) return undefinedFor('zero-variance')
  const spread = (criticalValue(level) * Math.sqrt(variance)) / (estimate * (1 - estimate))
  const odds = estimate / (1 - estimate)
  const back = (shift: number): number => clamp(1 / (1 + Math.exp(-shift) / odds), 0, 1)
  return { estimate, interval: { low: back(-spread), high: back(spread), level, method: 'delong' } }
}

/** Difference of the AUCs of two disjoint groups of rows: normal interval and two-sided test. */
export const aucDifference = (a: Auc, b: Auc, level: number): Computed<Estimate & { z: number; p: number }> => {
  const error = Math.sqrt(a.variance + b.variance)
  if (!(error > 0)) return undefinedFor('zero-variance')
  const estimate = a.estimate - b.estimate
  const spread = criticalValue(level) * error
  const z = estimate / error
  return {
    estimate,
    interval: { low: estimate - spread, high: estimate + spread, level, method: 'delong' },
    z,
    p: Math.min(1, 2 * normalUpper(Math.abs(z)))
  }
}
