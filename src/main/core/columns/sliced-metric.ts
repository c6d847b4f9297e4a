import { isSlicedMetric, SLICED_METRICS, type SlicedMetric } from '../../../shared/model/assessments/slices'
import type { Plan } from '../../../shared/model/plan'
import { decisionRule } from './decision-rule'
import { isRegression, useWith } from './roles'

/** What the plan asks for, or the first that its columns allow: errors, then losses, then decisions. */
export function slicedMetric(plan: Plan): SlicedMetric {
  const asked = plan.assessments.slices?.metric
  if (asked !== undefined && isSlicedMetric(asked)) return asked
  if (isRegression(plan)) return 'mae'
  const decides = useWith(plan, 'decision') !== undefined || decisionRule(plan) !== undefined
  const labelled = useWith(plan, 'label') !== undefined
  if (!labelled) return 'selection_rate'
  return decides ? 'accuracy' : 'brier'
}

export const differenceOf = (metric: SlicedMetric): (typeof SLICED_METRICS)[SlicedMetric] => SLICED_METRICS[metric]
