import { z } from 'zod'
import { METRICS, type MetricId } from '../metrics'
import { metricName } from '../metric-name'
import { where } from '../where'

/** Means over rows, so that a slice can be held against all other rows, and the metric of that difference. */
export const SLICED_METRICS = {
  selection_rate: 'selection_rate_difference',
  accuracy: 'accuracy_difference',
  tpr: 'tpr_difference',
  fpr: 'fpr_difference',
  tnr: 'tnr_difference',
  fnr: 'fnr_difference',
  ppv: 'ppv_difference',
  npv: 'npv_difference',
  fdr: 'fdr_difference',
  for: 'for_difference',
  brier: 'brier_difference',
  log_loss: 'log_loss_difference',
  mae: 'mae_difference'
} as const satisfies Partial<Record<MetricId, MetricId>>
export type SlicedMetric = keyof typeof SLICED_METRICS

export const isSlicedMetric = (metric: string): metric is SlicedMetric => Object.hasOwn(SLICED_METRICS, metric)

const slicedMetric = metricName.transform((metric, context) => {
  if (isSlicedMetric(metric)) return metric
  context.issues.push({ code: 'custom', input: metric, message: `one of ${Object.keys(SLICED_METRICS).join(', ')}` })
  return z.NEVER
})

const named = z.strictObject({
  name: z.string().min(1).max(200),
  where,
  /** Chosen after all rows had been looked at: an interval, but neither p-value nor verdict (STATISTICS §9). */
  post_hoc: z.boolean().default(false)
})

export const slices = z.strictObject({
  part: z.string().default('current'),
  /** What is worst; left out: accuracy, or what the plan's columns allow. */
  metric: slicedMetric.optional(),
  /** Which end is worst; left out: the one that the metric says, and low where it says none. */
  worst: z.enum(['low', 'high']).optional(),
  /** Columns whose values are crossed; left out: features, protected and control columns. */
  columns: z.array(z.string()).min(1).optional(),
  /** Most conditions a slice. */
  depth: z.int().min(1).max(3).default(2),
  /** Quantile bins a column of numbers, cut on the discovery half. */
  bins: z.int().min(2).max(10).default(4),
  /** Fewest rows a slice in the discovery half; left out: the plan's minimum group size. */
  fewest_rows: z.int().min(1).optional(),
  /** Slices that are carried to the test half. */
  carried: z.int().min(1).max(30).default(10),
  /** Slices that were chosen without the rows of the test half. */
  named: z.array(named).max(30).default([])
})
export type SlicesPlan = z.infer<typeof slices>

/** 1 where high values are worst, −1 where low ones are. */
export function worstEnd(metric: SlicedMetric, { worst }: Pick<SlicesPlan, 'worst'>): 1 | -1 {
  if (worst !== undefined) return worst === 'high' ? 1 : -1
  return METRICS[metric].toward === 'low' ? 1 : -1
}
