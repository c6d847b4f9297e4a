import { withInterval, undefinedQuantity, type Quantity } from '../../stats/quantity'
import type { Interval, IntervalMethod } from '../../stats/interval'
import { studentCritical } from '../../stats/student-t'
import { averageOf, varianceOf, type Design } from '../means'
import { placementsOf } from '../placements'

/** Area under the ROC curve of a score for `outcome` (1 or 0; NaN left out), with DeLong's variance linearised over rows or clusters. */
export function areaQuantity(scores: Float64Array, outcome: Float64Array, design: Design, level: number): Quantity {
  const placements = placementsOf(scores, outcome, design.weight)
  const [ones, zeros] = [1, 0].map((y) => averageOf(placements, design, (row) => outcome[row] === y))
  const n = { group: ones!.n, reference: zeros!.n }
  if (ones!.n === 0 || zeros!.n === 0) return undefinedQuantity('one-class', n)
  const { estimate } = ones!
  const variance =
    design.cluster === null
      ? varianceOf(ones!.scores, ones!.units) + varianceOf(zeros!.scores, zeros!.units)
      : varianceOf(
          ones!.scores.map((score, unit) => score + zeros!.scores[unit]!),
          Math.max(ones!.units, zeros!.units)
        )
  const df = Math.min(ones!.units, zeros!.units) - 1
  const method: IntervalMethod = design.cluster !== null ? 'cluster-robust' : design.weight !== null ? 'design-based' : 'delong'
  const at = (asked: number): Interval | { undefined: 'single-row' } => {
    if (df < 1) return { undefined: 'single-row' }
    const spread = studentCritical(asked, df) * Math.sqrt(variance)
    return { low: Math.max(0, estimate - spread), high: Math.min(1, estimate + spread), level: asked, method }
  }
  return withInterval(estimate, level, at, { n })
}
