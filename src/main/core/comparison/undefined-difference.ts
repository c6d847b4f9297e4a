import type { StatusReason } from '../../../shared/model/measure'
import type { MetricId } from '../../../shared/model/metrics'
import { nameEstimate } from '../stats/name-estimate'
import { undefinedQuantity } from '../stats/quantity'
import type { Pair } from './input'
import type { Tested } from './paired-estimates'

/** A difference of all rows that cannot be had, and why. */
export function undefinedDifference({ plan, part, asked, against }: Pair, metric: MetricId, reason: StatusReason): Tested {
  const naming = { plan, assessment: 'comparison' as const, inputs: part.inputs, scan: 'comparison', part: part.part }
  const place = { metric, group: null, reference: { model: asked.champion }, at: { model: against.name }, small: false }
  return {
    estimate: nameEstimate(naming, place, undefinedQuantity(reason, { group: reason === 'suppressed' ? 0 : part.rows, reference: null })),
    test: null
  }
}
