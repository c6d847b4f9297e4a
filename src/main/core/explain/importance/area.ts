import { averageOf, differenceQuantity, type Design } from '../means'
import type { Computed, Interval } from '../../stats/interval'
import { withInterval, type Quantity } from '../../stats/quantity'
import { placementsOf } from '../placements'
import type { LossByRow } from './losses'

/**
 * One minus the area under the ROC curve as a loss. A row's share is one minus its placement among the other class, so that the mean over
 * positives, and equally over negatives, is the loss; differences have DeLong's variance, linearised over rows or clusters.
 */
export function areaLoss(outcome: Float64Array, design: Design, level: number): LossByRow {
  const positive = (i: number): boolean => outcome[i] === 1
  const negative = (i: number): boolean => outcome[i] === 0
  return {
    rows: (response) => placementsOf(response, outcome, design.weight).map((placement) => 1 - placement),
    total: (rows) => averageOf(rows, design, positive).estimate,
    quantity: (difference) => {
      const a = averageOf(difference, design, positive)
      const b = averageOf(difference, design, negative)
      return bothSides(a.estimate, differenceQuantity(a, { ...b, scores: b.scores.map((score) => -score) }, design, level), design, level)
    }
  }
}

/** The mean over positives with the variance of both classes' placements: the interval of a difference, moved to where the mean is. */
function bothSides(estimate: number, spread: Quantity, design: Design, level: number): Quantity {
  const { limits, interval, estimate: centre, n } = spread
  if (limits === null || interval === null || centre === null) return { ...spread, estimate }
  const method = design.cluster === null && design.weight === null ? 'delong' : interval.method
  const at = (asked: number): Computed<Interval> => {
    const found = limits(1 - asked)
    if (found === null) return { undefined: 'zero-variance' }
    return { low: estimate + found.low - centre, high: estimate + found.high - centre, level: asked, method }
  }
  return withInterval(estimate, level, at, { n })
}
