import type { MetricId } from '../../../shared/model/metrics'
import { comparedBy, isUnknownBound, RATE_IDS } from '../../../shared/model/metrics'
import type { StatusReason } from '../../../shared/model/measure'
import type { Frame } from './frame'
import { pick } from './rates'
import type { GroupTable } from './roll-up'

type Need = 'decision' | 'label' | 'score' | 'probability' | 'outcome'

const needs = (ids: readonly MetricId[], ...all: Need[]): [MetricId, readonly Need[]][] => ids.map((id) => [id, all])

const withComparisons = (id: (typeof RATE_IDS)[number]): MetricId[] => [id, `${id}_difference`, `${id}_ratio`]

const NEEDS: ReadonlyMap<MetricId, readonly Need[]> = new Map([
  ...needs(RATE_IDS.filter((id) => id !== 'base_rate' && id !== 'selection_rate').flatMap(withComparisons), 'decision', 'label'),
  ...needs(withComparisons('base_rate'), 'label'),
  ...needs(withComparisons('selection_rate'), 'decision'),
  ...needs(['shortfall', 'standard_deviations', 'flip_one', 'DPPL', 'DI', 'CDDPL', 'FT', 'FT_smclarify'], 'decision'),
  ...needs(
    ['mantel_haenszel_odds_ratio', 'mantel_haenszel_risk_ratio', 'breslow_day', 'simpson_reversal', 'conditional_demographic_disparity'],
    'decision'
  ),
  ...needs(['label_known', 'DPL', 'KL', 'JS', 'LP', 'TVD', 'KS', 'CDDL'], 'label'),
  ...needs(
    ['balanced_accuracy', 'f1', 'mcc', 'generalized_entropy', 'generalized_entropy_between', 'theil', 'theil_between'],
    'decision',
    'label'
  ),
  ...needs(
    ['equalized_odds_difference', 'equalized_odds_difference_mean', 'average_odds_difference', 'average_abs_odds_difference'],
    'decision',
    'label'
  ),
  ...needs(['treatment_equality_fp_fn', 'treatment_equality_fn_fp', 'tpr_bound', 'ppv_bound'], 'decision', 'label'),
  ...needs(['DCAcc', 'DCR', 'SD', 'RD', 'DAR', 'DRR', 'AD'], 'decision', 'label'),
  ...needs(
    ['mean_score', 'mean_score_difference', 'standardised_mean_difference', 'wasserstein', 'scoring_rate', 'scoring_rate_ratio'],
    'score'
  ),
  ...needs(['auc', 'auc_difference'], 'label', 'score'),
  ...needs(
    ['brier', 'log_loss', 'calibration_in_the_large', 'ece', 'calibration_bin_score', 'calibration_bin_rate'],
    'label',
    'score',
    'probability'
  ),
  ...needs(['mae', 'rmse', 'r2', 'mean_residual', 'mean_residual_difference'], 'outcome', 'score'),
  ...needs(['mean_label', 'mean_label_difference'], 'outcome')
])

/** A bound over the unknown rows needs what the comparison needs that it goes with. */
const compared = (metric: MetricId): MetricId => (isUnknownBound(metric) ? comparedBy(metric) : metric)

const needsOf = (metric: MetricId): readonly Need[] => NEEDS.get(compared(metric)) ?? []

/** Whether a metric tells how decisions and labels go together. */
export const joinsOutcomes = (metric: MetricId): boolean => (['decision', 'label'] as const).every((need) => needsOf(metric).includes(need))

const MISSING: Record<Need, StatusReason> = {
  decision: 'no-decisions',
  label: 'no-labels',
  score: 'no-scores',
  probability: 'not-a-probability',
  outcome: 'no-labels'
}

const has = ({ decision, label, score, outcome }: Frame): Record<Need, boolean> => ({
  decision: decision !== null,
  label: label !== null,
  score: score !== null,
  probability: score?.isProbability === true,
  outcome: outcome !== null
})

/** What the data lack for a metric, if anything. */
export function whyUnavailable(metric: MetricId, frame: Frame): StatusReason | null {
  const lacking = needsOf(metric).find((need) => !has(frame)[need])
  return lacking === undefined ? null : MISSING[lacking]
}

/** How labels are missing over a whole part. Shares known among the rejected and the selected tell. */
export type LabelState = 'none' | 'complete' | 'some-missing' | 'follow-the-decision' | 'numeric'

const NEARLY_NONE = 0.05
const MOST = 0.5

/** Labels follow the decision where under 5 % are known for one decision and at least half for the other. */
export function labelState(frame: Frame, everybody: GroupTable): { state: LabelState; known?: 'selected' | 'rejected' } {
  if (frame.outcome !== null) return { state: 'numeric' }
  if (frame.label === null || everybody.groups.length === 0) return { state: 'none' }
  const known = (decision: number): number => {
    const labelled = pick(everybody.counts, 0, [3 * decision, 3 * decision + 1])
    return labelled / (labelled + pick(everybody.counts, 0, [3 * decision + 2]))
  }
  const [rejected, selected] = [known(0), known(1)]
  if (rejected < NEARLY_NONE && selected >= MOST) return { state: 'follow-the-decision', known: 'selected' }
  if (selected < NEARLY_NONE && rejected >= MOST) return { state: 'follow-the-decision', known: 'rejected' }
  return { state: pick(everybody.counts, 0, [2, 5, 8]) === 0 ? 'complete' : 'some-missing' }
}

const AMONG_SELECTED: readonly MetricId[] = ['ppv', 'ppv_difference', 'ppv_ratio', 'fdr', 'fdr_difference', 'fdr_ratio', 'DAR']
const AMONG_REJECTED: readonly MetricId[] = ['npv', 'npv_difference', 'npv_ratio', 'for', 'for_difference', 'for_ratio', 'DRR']
const ALWAYS: readonly MetricId[] = ['label_known', 'tpr_bound', 'ppv_bound']

/** Whether a metric would speak of people whose labels nobody will ever know. */
export function needsLabelsOfAll(metric: MetricId, known: 'selected' | 'rejected'): boolean {
  const told = [...ALWAYS, ...(known === 'selected' ? AMONG_SELECTED : AMONG_REJECTED)]
  return needsOf(metric).includes('label') && !told.includes(compared(metric))
}
