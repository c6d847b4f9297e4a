import { COMPARISON } from './metrics/comparison'
import { DRIFT } from './metrics/drift'
import { EXPLANATION } from './metrics/explanation'
import { FAIRNESS } from './metrics/fairness'
import { PERFORMANCE } from './metrics/performance'
import { QUALITY } from './metrics/quality'
import { SLICES } from './metrics/slices'

export { comparedBy, isUnknownBound, RATE_IDS, type RateId, type UnknownBoundId } from './metrics/fairness'
export type { MetricSpec } from './metrics/spec'

/** The closed list: every number of a report is one of these. */
export const METRICS = { ...FAIRNESS, ...QUALITY, ...PERFORMANCE, ...DRIFT, ...EXPLANATION, ...SLICES, ...COMPARISON }

const HOMES = [
  ['fairness', FAIRNESS],
  ['quality', QUALITY],
  ['drift', DRIFT],
  ['performance', PERFORMANCE],
  ['explanation', EXPLANATION],
  ['slices', SLICES],
  ['comparison', COMPARISON]
] as const

/** The assessment that a metric belongs to; others may take it too, by window or by model. */
export const homeOf = (metric: MetricId): (typeof HOMES)[number][0] => HOMES.find(([, metrics]) => metric in metrics)?.[0] ?? 'fairness'

export type MetricId = keyof typeof METRICS
export const METRIC_IDS = Object.keys(METRICS) as [MetricId, ...MetricId[]]

const BY_ALIAS = new Map<string, MetricId>(METRIC_IDS.flatMap((id) => [id, ...(METRICS[id].aliases ?? [])].map((name) => [name, id])))

/** The metric of that id or alias. */
export const metricNamed = (name: string): MetricId | undefined => BY_ALIAS.get(name)
