import { withInterval, undefinedQuantity, type Quantity } from '../../stats/quantity'
import type { Interval, IntervalMethod } from '../../stats/interval'
import { studentCritical } from '../../stats/student-t'
import { averageOf, varianceOf, type Design } from '../means'
import { placementsOf } from '../placements'

/** An area with its variance; `df`: of its t interval. */
export type Area = { estimate: number; variance: number; df: number; n: { group: number; reference: number } }

/** Area under the ROC curve of a score for `outcome` (1 or 0; NaN left out), with DeLong's variance linearised over rows or clusters. */
export function areaQuantity(scores: Float64Array, outcome: Float64Array, design: Design, level: number): Quantity {
  const area = areaOf(scores, outcome, design)
  return 'estimate' in area ? quantityOf(area, design, level) : undefinedQuantity('one-class', area.n)
}

/**
 * The mean of the areas of two halves, each scored by a model of the other. The halves' areas hang together (what one half has more of, the other has
 * less of), so the variance is that of a single half, not half of it.
 */
export function areaOfHalves(scores: Float64Array, outcome: Float64Array, half: Uint8Array, design: Design, level: number): Quantity {
  const [first, second] = [0, 1].map((h) =>
    areaOf(
      scores,
      outcome.map((y, row) => (half[row] === h ? y : NaN)),
      design
    )
  ) as [Area | Empty, Area | Empty]
  const n = { group: first.n.group + second.n.group, reference: first.n.reference + second.n.reference }
  if (!('estimate' in first && 'estimate' in second)) return undefinedQuantity('one-class', n)
  const mean = (a: number, b: number): number => (a + b) / 2
  const both = { estimate: mean(first.estimate, second.estimate), variance: mean(first.variance, second.variance), n }
  return quantityOf({ ...both, df: Math.min(first.df, second.df) }, design, level)
}

type Empty = Pick<Area, 'n'>

function areaOf(scores: Float64Array, outcome: Float64Array, design: Design): Area | Empty {
  const placements = placementsOf(scores, outcome, design.weight)
  const [ones, zeros] = [1, 0].map((y) => averageOf(placements, design, (row) => outcome[row] === y))
  const n = { group: ones!.n, reference: zeros!.n }
  if (ones!.n === 0 || zeros!.n === 0) return { n }
  const variance =
    design.cluster === null
      ? varianceOf(ones!.scores, ones!.units) + varianceOf(zeros!.scores, zeros!.units)
      : varianceOf(
          ones!.scores.map((score, unit) => score + zeros!.scores[unit]!),
          Math.max(ones!.units, zeros!.units)
        )
  return { estimate: ones!.estimate, variance, df: Math.min(ones!.units, zeros!.units) - 1, n }
}

function quantityOf({ estimate, variance, df, n }: Area, design: Design, level: number): Quantity {
  const method: IntervalMethod = design.cluster !== null ? 'cluster-robust' : design.weight !== null ? 'design-based' : 'delong'
  const at = (asked: number): Interval | { undefined: 'single-row' } => {
    if (df < 1) return { undefined: 'single-row' }
    const spread = studentCritical(asked, df) * Math.sqrt(variance)
    return { low: Math.max(0, estimate - spread), high: Math.min(1, estimate + spread), level: asked, method }
  }
  return withInterval(estimate, level, at, { n })
}
