import type { MetricId } from '../../../shared/model/metrics'
import { RATE_IDS } from '../../../shared/model/metrics'
import { CLARIFY_METRICS } from './clarify'
import { COMPARISON_METRICS, RATE_METRICS } from './comparisons'
import { COMPOSITE_METRICS } from './composites'
import type { GroupMetric, PairMetric } from './context'
import { DISPARITY_METRICS } from './demographic-disparity'
import { BETWEEN_METRICS } from './entropy'
import type { ExtremesMetric } from './extremes'
import { EXTREMES_METRICS } from './extremes'
import { flipTest, flipTestOfCode } from './flip-test'
import { FOUR_FIFTHS_METRICS } from './four-fifths'
import { JOINT_METRICS } from './joint'
import { RATE_MASKS } from './rates'
import { REGRESSION_COMPARISONS, REGRESSION_METRICS } from './regression'
import { SCORE_COMPARISONS, SCORE_METRICS } from './scores'
import { STRATIFIED_METRICS } from './stratified'

const selected = RATE_MASKS.selection_rate

/** Metrics of one group. */
export const GROUP_METRICS: Partial<Record<MetricId, GroupMetric>> = {
  ...RATE_METRICS,
  ...COMPOSITE_METRICS,
  ...SCORE_METRICS,
  ...REGRESSION_METRICS,
  scoring_rate: ({ design, table }, group) => design.rate(table, group, selected)
}

/** Metrics of a group and its reference. */
export const PAIR_METRICS: Partial<Record<MetricId, PairMetric>> = {
  ...COMPARISON_METRICS,
  ...JOINT_METRICS,
  ...FOUR_FIFTHS_METRICS,
  ...SCORE_COMPARISONS,
  ...REGRESSION_COMPARISONS,
  scoring_rate_ratio: ({ design, table }, group, reference) => design.ratio(table, group, reference, selected)
}

/** Metrics of a group and all other rows. */
export const REST_METRICS: Partial<Record<MetricId, PairMetric>> = { ...CLARIFY_METRICS, FT: flipTest, FT_smclarify: flipTestOfCode }

/** Metrics of all groups together, or of the extremes among them. */
export const ALL_GROUPS_METRICS: Partial<Record<MetricId, ExtremesMetric>> = { ...EXTREMES_METRICS, ...BETWEEN_METRICS }

export const LABEL_BOUND_METRICS: readonly MetricId[] = ['tpr_bound', 'ppv_bound']
export const BIN_METRICS: readonly MetricId[] = ['calibration_bin_score', 'calibration_bin_rate']
export const CONTROL_METRICS: readonly MetricId[] = [...keysOf(STRATIFIED_METRICS), ...keysOf(DISPARITY_METRICS)]

function keysOf(metrics: Partial<Record<MetricId, unknown>>): MetricId[] {
  return Object.keys(metrics) as MetricId[]
}

/** What each name of a set in a plan stands for. */
export const SETS: Readonly<Record<string, readonly MetricId[]>> = {
  rates: [...RATE_IDS, 'balanced_accuracy', 'f1', 'mcc'],
  comparisons: [...RATE_IDS.flatMap((id): MetricId[] => [`${id}_difference`, `${id}_ratio`]), ...keysOf(FOUR_FIFTHS_METRICS)],
  joint: [...keysOf(JOINT_METRICS), 'generalized_entropy', 'theil', ...keysOf(BETWEEN_METRICS)],
  scores: [...keysOf(SCORE_METRICS), ...keysOf(SCORE_COMPARISONS), ...BIN_METRICS],
  regression: [
    ...keysOf(REGRESSION_METRICS),
    ...keysOf(REGRESSION_COMPARISONS),
    'mean_score',
    'mean_score_difference',
    'standardised_mean_difference',
    'wasserstein'
  ],
  clarify: [
    ...keysOf(CLARIFY_METRICS),
    'CDDL',
    'CDDPL',
    'treatment_equality_fp_fn',
    'treatment_equality_fn_fp',
    'generalized_entropy',
    'FT',
    'FT_smclarify'
  ],
  stratified: [...keysOf(STRATIFIED_METRICS), 'conditional_demographic_disparity']
}

/** Metrics from counts alone, which can be taken class by class and within strata. */
export const isOfCounts = (metric: MetricId): boolean =>
  !(
    metric in SCORE_METRICS ||
    metric in SCORE_COMPARISONS ||
    metric in REGRESSION_METRICS ||
    metric in REGRESSION_COMPARISONS ||
    BIN_METRICS.includes(metric) ||
    metric === 'FT' ||
    metric === 'FT_smclarify'
  )
