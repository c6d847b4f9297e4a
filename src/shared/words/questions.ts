import type { MetricId } from '../model/metrics'

/** One question, the rate that answers it for one group, and the comparisons that may answer it between groups, best first. */
export type Question = { asks: string; rate: MetricId; comparisons: readonly MetricId[] }

/** Asked of each stratum of a control too. */
export const STRATUM_QUESTION: Question = {
  asks: 'Are favourable decisions given alike?',
  rate: 'selection_rate',
  comparisons: ['selection_rate_ratio', 'selection_rate_difference']
}

export const QUESTIONS: readonly Question[] = [
  STRATUM_QUESTION,
  { asks: 'Do favourable outcomes come alike?', rate: 'base_rate', comparisons: ['base_rate_difference', 'base_rate_ratio'] },
  { asks: 'Are those with a favourable outcome decided alike?', rate: 'tpr', comparisons: ['tpr_difference', 'tpr_ratio'] },
  { asks: 'Are those with an unfavourable outcome decided alike?', rate: 'fpr', comparisons: ['fpr_difference', 'fpr_ratio'] },
  { asks: 'Are favourable decisions borne out alike?', rate: 'ppv', comparisons: ['ppv_difference', 'ppv_ratio'] },
  { asks: 'Are scores alike?', rate: 'mean_score', comparisons: ['mean_score_difference', 'standardised_mean_difference'] },
  { asks: 'Are predictions equally far off?', rate: 'mean_residual', comparisons: ['mean_residual_difference'] }
]

/** Comparisons within the strata of a control. */
export const CONTROLLED: readonly MetricId[] = [
  'mantel_haenszel_odds_ratio',
  'mantel_haenszel_risk_ratio',
  'breslow_day',
  'conditional_demographic_disparity',
  'simpson_reversal'
]
