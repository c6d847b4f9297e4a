import type { Estimate } from '../stats/estimate'
import { normalInterval } from '../stats/means'
import { pairedAucDifference, type PairedPlacements } from '../stats/paired-auc'
import { statusReasonOf, undefinedQuantity, withoutInterval, withInterval, type Quantity } from '../stats/quantity'
import type { Pair } from './input'
import { rewritten, type Tested } from './paired-estimates'

/** Difference of the areas under both curves by DeLong, where rows are whole and do not hang together. `mean`: what the engine made of it, for its place. */
export function areaDifference(pair: Pair, { measure }: Estimate, placements: PairedPlacements): Tested {
  const n = { group: measure.n.group, reference: null }
  const key = {
    metric: 'auc_difference' as const,
    reference: { model: pair.asked.champion },
    at: { part: pair.part.part, model: pair.against.name }
  }
  const named = (quantity: Quantity): Estimate => rewritten(pair, measure, key, quantity)
  const result = pairedAucDifference(placements)
  if ('undefined' in result) {
    const reason = result.undefined === 'zero-variance' ? 'one-value' : statusReasonOf(result.undefined)
    const none = result.undefined === 'one-class' || measure.estimate === null
    return { estimate: named(none ? undefinedQuantity(reason, n) : withoutInterval(measure.estimate!, reason, { n })), test: null }
  }
  const { estimate, variance, p } = result
  const quantity = withInterval(estimate, pair.plan.level, (level) => normalInterval(estimate, variance, level, 'delong'), { n })
  return { estimate: named(quantity), test: { method: 'delong-z', p } }
}
