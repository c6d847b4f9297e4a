import type { MetricId } from '../../../../shared/model/metrics'
import { METRIC_IDS } from '../../../../shared/model/metrics'
import { whyUnavailable } from '../availability'
import { ALL_GROUPS_METRICS, GROUP_METRICS, isOfCounts, PAIR_METRICS } from '../catalogue'
import type { Frame } from '../frame'
import type { Wanted } from '../wanted'

const SCORING: readonly MetricId[] = ['scoring_rate', 'scoring_rate_ratio']

/** Metrics from counts of decisions and labels that these data can answer. */
export const explorableMetrics = (frame: Frame): MetricId[] =>
  METRIC_IDS.filter(
    (metric) =>
      (metric in GROUP_METRICS || metric in PAIR_METRICS || metric in ALL_GROUPS_METRICS) &&
      isOfCounts(metric) &&
      !SCORING.includes(metric) &&
      whyUnavailable(metric, frame) === null
  )

/** The requests behind a list of metrics: groups and everybody, groups against the reference, and the extremes among them. */
export function wantedOfMetrics(metrics: readonly MetricId[], over: readonly string[]): Wanted[] {
  return metrics.flatMap((metric): Wanted[] => [
    ...(metric in ALL_GROUPS_METRICS ? [{ metric, over, reference: 'extremes', named: true } as const] : []),
    ...(metric in PAIR_METRICS || metric in GROUP_METRICS ? [{ metric, over, reference: 'planned', named: true } as const] : []),
    ...(metric in GROUP_METRICS ? [{ metric, over: [], reference: 'planned', named: true } as const] : [])
  ])
}
