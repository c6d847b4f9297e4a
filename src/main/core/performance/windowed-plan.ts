import type { MetricId } from '../../../shared/model/metrics'
import type { Plan } from '../../../shared/model/plan'
import { decisionRule } from '../columns/decision-rule'
import { isRegression, useWith } from '../columns/roles'

/** The attribute whose groups are windows, where the engine of group measures computes performance; no header is likely to be called so. */
export const WINDOW = 'window of time'

const OF_DECISIONS: readonly MetricId[] = ['accuracy', 'tpr', 'tnr', 'ppv', 'npv', 'balanced_accuracy', 'f1', 'mcc', 'selection_rate']
const OF_SCORES: readonly MetricId[] = ['auc', 'brier', 'log_loss', 'calibration_in_the_large', 'ece', 'mean_score']
/** Those that the engine of group measures does not have. */
const OWN: readonly MetricId[] = ['average_precision', 'calibration_slope', 'calibration_intercept']
const OF_NUMBERS: readonly MetricId[] = ['mae', 'rmse', 'r2', 'mean_residual', 'mean_score', 'mean_label']

/** Rows of the part and how many labels are known come always. */
export const ALWAYS: readonly MetricId[] = ['rows', 'label_known']

/** What the plan asks for, or all that its columns allow. */
export function performanceMetrics(plan: Plan): MetricId[] {
  const chosen = plan.assessments.performance?.metrics
  if (chosen !== undefined) return chosen
  if (isRegression(plan)) return [...OF_NUMBERS]
  const decides = useWith(plan, 'decision') !== undefined || decisionRule(plan) !== undefined
  const scored = useWith(plan, 'score') !== undefined
  return ['base_rate', ...(decides ? OF_DECISIONS : []), ...(scored ? [...OF_SCORES, ...OWN] : [])]
}

const KEPT = ['decision', 'label', 'score', 'weight', 'cluster', 'id', 'time']

/** The plan under which the engine of group measures sees windows as its groups: the same outcomes, clusters, weights and label rules, as far as the part has the columns. */
export function windowedPlan(plan: Plan, part: string, columns: ReadonlySet<string>): Plan {
  const kept = Object.entries(plan.columns).filter(([name, { role }]) => KEPT.includes(role) && columns.has(name))
  const metrics = performanceMetrics(plan).filter((metric) => !OWN.includes(metric))
  const decide = decisionRule(plan)
  return {
    ...plan,
    columns: { ...Object.fromEntries(kept), [WINDOW]: { role: 'protected' } },
    groups: { attributes: [WINDOW], crossings: [], reference: {}, controls: [] },
    assessments: {
      fairness: {
        part,
        metrics: metrics.length === 0 ? [...ALWAYS] : metrics,
        classes: 'favourable',
        show_intervals: [],
        replicates: plan.assessments.performance?.replicates ?? 1000,
        ...(decide === undefined ? {} : { decide })
      }
    },
    criteria: [],
    packs: []
  }
}
