import type { Computed, Interval } from './interval'
import { undefinedFor } from './interval'
import { normalInterval } from './means'
import { FEWEST_CLUSTERS } from './cluster'
import { studentCritical } from './student-t'

/** Rows of a fit in their order: log-odds of the score, outcome (0 or 1), and which rows hang together (codes), null where none do. */
export type RecalibrationRows = { logOdds: Float64Array; outcome: Uint8Array; cluster: Uint32Array | null }

export type Coefficient = 'intercept' | 'slope'

/** Estimates and their variances; `clusters`: how many, where the variances allow for them. */
export type Recalibration = { estimate: Record<Coefficient, number>; variance: Record<Coefficient, number>; clusters: number | null }

type Fit = { a: number; b: number; value: number; gradient: readonly [number, number]; information: readonly [number, number, number] }

const BLOCK = 65_536
const ROUNDS = 60
const HALVINGS = 60
const STEP = 1e-11

/**
 * logit P(Y = 1) = a + b·logit(p) by maximum likelihood: a 0 and b 1 where scores mean what they say; b under 1: scores too extreme (Cox 1958,
 * Biometrika 45; Miller et al. 1993, Statistics in Medicine 12). Newton's steps from the rate of all rows, halved where the likelihood falls.
 * Variances from the information, or between clusters (sandwich times G/(G − 1)). `not-fitted`: scores separate the outcomes or are all equal.
 */
export function recalibrate(rows: RecalibrationRows): Computed<Recalibration> {
  const events = rows.outcome.reduce((sum, outcome) => sum + outcome, 0)
  let fit = likelihood(rows, Math.log(events / (rows.outcome.length - events)), 0)
  for (let round = 0; round < ROUNDS; round++) {
    const inverse = inverted(fit.information)
    if (inverse === null) return undefinedFor('not-fitted')
    const [stepA, stepB] = times(inverse, fit.gradient)
    const size = Math.abs(stepA) + Math.abs(stepB)
    if (!Number.isFinite(size)) return undefinedFor('not-fitted')
    if (size <= STEP * (1 + Math.abs(fit.a) + Math.abs(fit.b))) return withVariance(rows, fit, inverse)
    fit = improved(rows, fit, stepA, stepB)
  }
  return undefinedFor('not-fitted')
}

/** Wald limits: normal, or t with G − 1 degrees of freedom between clusters; `correction`: of a finite population. */
export function recalibrationInterval(
  { estimate, variance, clusters }: Recalibration,
  of: Coefficient,
  level: number,
  correction: number | null
): Computed<Interval> {
  if (clusters === null)
    return normalInterval(estimate[of], variance[of] * (correction ?? 1), level, correction === null ? 'normal' : 'finite-population')
  if (clusters < FEWEST_CLUSTERS) return undefinedFor('few-clusters')
  const reach = studentCritical(level, clusters - 1) * Math.sqrt(variance[of])
  return { low: estimate[of] - reach, high: estimate[of] + reach, level, method: 'cluster-robust' }
}

function improved(rows: RecalibrationRows, from: Fit, stepA: number, stepB: number): Fit {
  let share = 1
  let next = likelihood(rows, from.a + stepA, from.b + stepB)
  for (let halving = 0; halving < HALVINGS && !(next.value >= from.value - 1e-12 * Math.abs(from.value)); halving++) {
    share /= 2
    next = likelihood(rows, from.a + share * stepA, from.b + share * stepB)
  }
  return next
}

/** Sums go by blocks of rows, blocks in order. */
function likelihood({ logOdds, outcome }: RecalibrationRows, a: number, b: number): Fit {
  const sums = new Float64Array(6)
  const block = new Float64Array(6)
  for (let from = 0; from < logOdds.length; from += BLOCK) {
    block.fill(0)
    for (let row = from; row < Math.min(logOdds.length, from + BLOCK); row++) {
      const x = logOdds[row]!
      const eta = a + b * x
      const small = Math.exp(-Math.abs(eta))
      const p = eta >= 0 ? 1 / (1 + small) : small / (1 + small)
      const weight = small / ((1 + small) * (1 + small))
      const miss = outcome[row]! - p
      block[0]! += outcome[row]! * eta - Math.max(eta, 0) - Math.log1p(small)
      block[1]! += miss
      block[2]! += miss * x
      block[3]! += weight
      block[4]! += weight * x
      block[5]! += weight * x * x
    }
    for (let i = 0; i < 6; i++) sums[i]! += block[i]!
  }
  return { a, b, value: sums[0]!, gradient: [sums[1]!, sums[2]!], information: [sums[3]!, sums[4]!, sums[5]!] }
}

type Symmetric = readonly [number, number, number]

/** Null where the matrix is as good as singular: one score only, or outcomes that the scores separate. */
function inverted([aa, ab, bb]: Symmetric): Symmetric | null {
  const determinant = aa * bb - ab * ab
  return determinant > 1e-12 * aa * bb && determinant > 0 ? [bb / determinant, -ab / determinant, aa / determinant] : null
}

const times = ([aa, ab, bb]: Symmetric, [x, y]: readonly [number, number]): [number, number] => [aa * x + ab * y, ab * x + bb * y]

function withVariance(rows: RecalibrationRows, { a, b }: Fit, inverse: Symmetric): Recalibration {
  const estimate = { intercept: a, slope: b }
  if (rows.cluster === null) return { estimate, variance: { intercept: inverse[0], slope: inverse[2] }, clusters: null }
  const { meat, clusters } = betweenClusters(rows, rows.cluster, a, b)
  const factor = clusters / (clusters - 1)
  const sandwich = ([x, y]: readonly [number, number]): number => factor * (x * x * meat[0] + 2 * x * y * meat[1] + y * y * meat[2])
  return { estimate, variance: { intercept: sandwich([inverse[0], inverse[1]]), slope: sandwich([inverse[1], inverse[2]]) }, clusters }
}

/** Σ over clusters of the outer product of their scores; rows without a cluster (code 0) stand for themselves. */
function betweenClusters(
  { logOdds, outcome }: RecalibrationRows,
  codes: Uint32Array,
  a: number,
  b: number
): { meat: Symmetric; clusters: number } {
  const size = codes.reduce((most, code) => Math.max(most, code), 0) + 1
  const [u, v, seen] = [new Float64Array(size), new Float64Array(size), new Uint8Array(size)]
  let [aa, ab, bb, clusters] = [0, 0, 0, 0]
  const add = (x: number, y: number): void => {
    aa += x * x
    ab += x * y
    bb += y * y
    clusters++
  }
  for (let row = 0; row < codes.length; row++) {
    const miss = outcome[row]! - 1 / (1 + Math.exp(-(a + b * logOdds[row]!)))
    const code = codes[row]!
    if (code === 0) add(miss, miss * logOdds[row]!)
    else {
      u[code]! += miss
      v[code]! += miss * logOdds[row]!
      seen[code] = 1
    }
  }
  for (let code = 1; code < size; code++) if (seen[code] === 1) add(u[code]!, v[code]!)
  return { meat: [aa, ab, bb], clusters }
}
