import type { PairedMetric } from '../../../shared/model/assessments/comparison'
import type { MetricId } from '../../../shared/model/metrics'
import type { Plan } from '../../../shared/model/plan'
import type { AssessedPart, LoadedColumn } from '../assessment'
import { madeColumn } from '../columns/made-column'
import { groupsCompared, sidePlan } from './side-plan'

/** In place of a score and a decision, what the engine of group measures averages and counts of each row; no headers are likely to be called so. */
const DIFFERENCE = 'difference between models'
const DIFFERS = 'models differ'
const YES = 'yes'

/** Events of rows: the difference is −1, 0 or 1. */
export const isOfEvents = (metric: PairedMetric): boolean =>
  ['selection_rate', 'accuracy', 'tpr', 'fpr', 'tnr', 'fnr'].some((one) => one === metric)

/** Areas under curves are no means of the rows of a group: they are compared for all rows. */
const isOfAllRows = (metric: PairedMetric): boolean => metric === 'auc'

/** The plan under which the engine averages differences between models row by row, in the groups, weights and clusters of the audit. */
export function pairedPlan(plan: Plan, { part, columns }: AssessedPart, metric: PairedMetric): Plan {
  const engine = sidePlan({ plan, part, known: new Set(columns.keys()) }, null, metricsOf(metric))
  const kept = Object.entries(engine.columns).filter(([, { role }]) => !['label', 'decision', 'score'].includes(role))
  const { fairness } = engine.assessments
  return {
    ...engine,
    columns: {
      ...Object.fromEntries(kept),
      [DIFFERENCE]: { role: 'score', kind: 'points' },
      ...(isOfEvents(metric) ? { [DIFFERS]: { role: 'decision' as const, favourable: [YES] } } : {})
    },
    labels: undefined,
    groups: isOfAllRows(metric) ? { attributes: [], crossings: [], reference: {}, controls: [] } : groupsCompared(plan),
    assessments: { fairness: { ...fairness!, decide: undefined } },
    suppress_below: undefined
  }
}

const metricsOf = (metric: PairedMetric): MetricId[] =>
  isOfAllRows(metric)
    ? ['mean_score']
    : [...(isOfEvents(metric) ? (['selection_rate'] as const) : []), 'mean_score', 'mean_score_difference']

/** The part with the differences as columns. */
export function withDifferences(part: AssessedPart, metric: PairedMetric, differences: Float64Array): AssessedPart {
  const columns = new Map(part.columns).set(DIFFERENCE, { column: madeColumn(DIFFERENCE, 'number'), numbers: differences })
  return { ...part, columns: isOfEvents(metric) ? columns.set(DIFFERS, differs(differences)) : columns }
}

function differs(differences: Float64Array): LoadedColumn {
  const codes = new Uint8Array(differences.length)
  for (let row = 0; row < codes.length; row++) {
    const one = differences[row]!
    codes[row] = one !== one ? 0 : one === 0 ? 2 : 1
  }
  return { column: madeColumn(DIFFERS, 'category'), codes, values: [YES, 'no'] }
}
