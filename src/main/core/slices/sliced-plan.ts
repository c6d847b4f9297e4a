import type { SlicedMetric } from '../../../shared/model/assessments/slices'
import { RATE_IDS, type MetricId } from '../../../shared/model/metrics'
import type { Plan } from '../../../shared/model/plan'
import type { AssessedPart, LoadedColumn } from '../assessment'
import { decisionRule } from '../columns/decision-rule'
import { madeColumn } from '../columns/made-column'
import { differenceOf } from '../columns/sliced-metric'

/** The attribute of which a slice is one group and all other rows the other, where the engine of group measures tests slices; no header is likely to be called so. */
export const SLICE = 'slice of rows'
export const INSIDE = 'inside'
const OUTSIDE = 'outside'
/** What a row costs, in place of its score, where the metric is a mean of losses. */
const LOSS = 'loss of a row'

const KEPT = ['decision', 'label', 'score', 'weight', 'cluster', 'id', 'time']

const isRate = (metric: SlicedMetric): boolean => RATE_IDS.some((id) => id === metric)

/** A metric and its difference as the engine knows them: of rates their own, of losses those of mean scores. */
export const engineMetrics = (metric: SlicedMetric): { whole: MetricId; difference: MetricId } =>
  isRate(metric) ? { whole: metric, difference: differenceOf(metric) } : { whole: 'mean_score', difference: 'mean_score_difference' }

/** The plan under which the engine sees a slice and all other rows as two groups: the same outcomes, clusters, weights and label rules. */
export function slicedPlan(plan: Plan, part: string, metric: SlicedMetric, columns: ReadonlySet<string>): Plan {
  const kept = Object.entries(plan.columns).filter(([name, { role }]) => KEPT.includes(role) && columns.has(name))
  const outcomes = isRate(metric) ? ['decision', 'label', 'score'] : []
  const own = kept.filter(([, { role }]) => outcomes.includes(role) || !['decision', 'label', 'score'].includes(role))
  const loss: Plan['columns'] = isRate(metric) ? {} : { [LOSS]: { role: 'score', kind: 'points' } }
  const decide = decisionRule(plan)
  const { whole, difference } = engineMetrics(metric)
  return {
    ...plan,
    columns: { ...Object.fromEntries(own), ...loss, [SLICE]: { role: 'protected' } },
    labels: isRate(metric) ? plan.labels : undefined,
    groups: { attributes: [SLICE], crossings: [], reference: { [SLICE]: OUTSIDE }, controls: [] },
    assessments: {
      fairness: {
        part,
        metrics: [whole, difference],
        classes: 'favourable',
        show_intervals: [],
        replicates: 1000,
        ...(decide === undefined || !isRate(metric) ? {} : { decide })
      }
    },
    suppress_below: undefined,
    criteria: [],
    packs: []
  }
}

/** The part with the slice as a column, and the outcome where losses are averaged. `inside`: 1 for each row of the slice. */
export function withSlice(part: AssessedPart, inside: Uint8Array, metric: SlicedMetric, outcome: Float64Array): AssessedPart {
  const slice: LoadedColumn = {
    column: madeColumn(SLICE, 'category'),
    codes: Uint8Array.from(inside, (one) => (one === 1 ? 1 : 2)),
    values: [INSIDE, OUTSIDE]
  }
  const loss: LoadedColumn = { column: madeColumn(LOSS, 'number'), numbers: outcome }
  const columns = new Map(part.columns).set(SLICE, slice)
  return { ...part, columns: isRate(metric) ? columns : columns.set(LOSS, loss) }
}
