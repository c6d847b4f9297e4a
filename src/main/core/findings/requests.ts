import type { Criterion, Plan } from '../../../shared/model/plan'
import { homeOf, METRIC_IDS } from '../../../shared/model/metrics'
import type { MetricId } from '../../../shared/model/metrics'
import type { MeasureRequest } from '../fairness/input'

const overOf = ({ group, each, extremes }: Criterion): string[] => {
  const over = extremes ?? each ?? (group === undefined ? [] : Object.keys(group))
  return typeof over === 'string' ? [over] : over
}

const boundOf = (metric: MetricId): MetricId | undefined => METRIC_IDS.find((id) => id === `${metric}_bound`)

function requestsOfCriterion(criterion: Criterion): MeasureRequest[] {
  const bound = boundOf(criterion.metric)
  const request = {
    over: overOf(criterion),
    reference: criterion.extremes === undefined ? ('planned' as const) : ('extremes' as const),
    ...(criterion.control === undefined ? {} : { control: criterion.control })
  }
  const wanted: MeasureRequest = { metric: criterion.metric, ...request }
  return bound === undefined ? [wanted] : [wanted, { metric: bound, ...request }]
}

/** What the criteria need computed, with the bounds that may unmake a pass; each request once. */
export function requestsOfCriteria(plan: Plan): MeasureRequest[] {
  const ofGroups = plan.criteria.filter(
    ({ metric, window, slice, model }) => homeOf(metric) === 'fairness' && [window, slice, model].every((place) => place === undefined)
  )
  const once = new Map(ofGroups.flatMap(requestsOfCriterion).map((request) => [JSON.stringify(request), request]))
  return [...once.values()]
}
