import { CHOSEN_METRICS, isPairedMetric, type ComparedMetric } from '../../../shared/model/assessments/comparison'
import type { Plan } from '../../../shared/model/plan'
import { homeOf, METRICS, type MetricId } from '../../../shared/model/metrics'
import type { Measure } from '../../../shared/model/measure'
import { measureId } from '../../../shared/model/measure-id'
import type { Population } from '../../../shared/model/report'
import { judgesModel } from '../columns/judged-model'
import type { Estimate } from '../stats/estimate'
import type { Panel } from './input'

/** Selection is compared between groups too, as the fairness of each model. */
const OF_GROUPS: readonly MetricId[] = ['selection_rate_difference', 'selection_rate_ratio']

/** What the engine is asked of each model: what is compared, selection between groups, and what criteria on models judge. */
export function figuresAsked(plan: Plan, metrics: readonly ComparedMetric[]): MetricId[] {
  const judged = plan.criteria.filter((criterion) => judgesModel(plan, criterion)).map(({ metric }) => metric)
  const groups = metrics.includes('selection_rate') ? OF_GROUPS : []
  return [...new Set([...metrics, ...groups, ...judged.filter((metric) => homeOf(metric) === 'fairness')])]
}

const ALWAYS: readonly MetricId[] = ['rows', 'share', 'label_known']

/** What the engine found of one model, under the names of this assessment. */
export function sideFigures({ part }: Panel, model: string, found: readonly Estimate[]): Estimate[] {
  return found.flatMap((estimate) => {
    const { measure } = estimate
    if (ALWAYS.includes(measure.metric)) return []
    const at = { ...measure.at, model }
    const key = { assessment: 'comparison' as const, metric: measure.metric, group: measure.group, reference: measure.reference, at }
    const filter =
      measure.evidence.filter === 'all rows' ? 'rows that all models judge' : `rows that all models judge and ${measure.evidence.filter}`
    const evidence = { inputs: [...part.inputs], scan: 'comparison', filter, formula: METRICS[measure.metric].formula }
    return [{ ...estimate, measure: { ...measure, ...key, test: null, id: measureId(key), evidence } }]
  })
}

/** Metrics that outcomes decide; where these are known only after one of the audited model's decisions, they say nothing of another model. */
const isOfOutcomes = (metric: MetricId): boolean =>
  (isPairedMetric(metric) && metric !== 'selection_rate') || CHOSEN_METRICS.some((one) => one === metric)

export const isBlind = (labels: Population['labels'], metric: MetricId): boolean => labels === 'follow-the-decision' && isOfOutcomes(metric)

/** Figures of a challenger that the audited model's decisions leave no outcomes for. */
export const blinded = (labels: Population['labels'], estimates: readonly Estimate[]): Estimate[] =>
  estimates.map((estimate) => {
    const { measure } = estimate
    const base = measure.metric.replace(/_(difference|ratio|bound)$/, '') as MetricId
    if (!isBlind(labels, base)) return estimate
    const status: Measure['status'] = { code: 'undefined', reason: 'labels-follow-the-decision' }
    return { measure: { ...withoutReason(measure), estimate: null, interval: null, status }, limits: null }
  })

function withoutReason(measure: Measure): Measure {
  const copy = { ...measure }
  delete copy.noInterval
  return copy
}
