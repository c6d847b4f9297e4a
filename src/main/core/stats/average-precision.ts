import type { Computed, Interval } from './interval'
import { undefinedFor } from './interval'
import { criticalValue } from './normal'

/** Rows in order of score, highest first, as they come; equal scores of a window count together. */
export type PrecisionTally = {
  add: (window: number, score: number, positive: boolean, weight: number) => void
  finish: () => AveragePrecision[]
}

/** `positives`, `negatives`: sums of their weights. */
export type AveragePrecision = { estimate: number; positives: number; negatives: number; rows: number }

/** Σ (R_k − R_{k−1})·P_k over distinct scores, without interpolation, for each of several windows in one pass. */
export function precisionTally(windows: number): PrecisionTally {
  const [tp, fp, pending, sum, rows] = [0, 1, 2, 3, 4].map(() => new Float64Array(windows)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array
  ]
  const last = new Float64Array(windows).fill(NaN)
  const close = (window: number): void => {
    const seen = tp[window]! + fp[window]!
    if (seen > 0) sum[window] = sum[window]! + (pending[window]! * tp[window]!) / seen
    pending[window] = 0
  }
  return {
    add(window, score, positive, weight) {
      rows[window]!++
      if (score !== last[window]) {
        close(window)
        last[window] = score
      }
      if (positive) {
        tp[window]! += weight
        pending[window]! += weight
      } else fp[window]! += weight
    },
    finish: () =>
      Array.from({ length: windows }, (_, window) => {
        close(window)
        return { estimate: sum[window]! / tp[window]!, positives: tp[window]!, negatives: fp[window]!, rows: rows[window]! }
      })
  }
}

/** Limits on the logit scale with standard error 1/√(n⁺·AP·(1 − AP)): Boyd, Eng and Page 2013. */
export function averagePrecisionInterval({ estimate, positives }: AveragePrecision, level: number): Computed<Interval> {
  if (!(positives > 0)) return undefinedFor('one-class')
  if (!(estimate > 0 && estimate < 1)) return undefinedFor('zero-variance')
  const reach = criticalValue(level) / Math.sqrt(positives * estimate * (1 - estimate))
  const odds = estimate / (1 - estimate)
  const back = (shift: number): number => 1 / (1 + Math.exp(-shift) / odds)
  return { low: back(-reach), high: back(reach), level, method: 'logit' }
}
