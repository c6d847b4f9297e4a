import { z } from 'zod'
import { metricName } from '../metric-name'
import type { MetricId } from '../metrics'

/** Metrics that two models have on the same rows, and the metric of their difference. */
export const PAIRED_METRICS = {
  selection_rate: 'selection_rate_difference',
  accuracy: 'accuracy_difference',
  tpr: 'tpr_difference',
  fpr: 'fpr_difference',
  tnr: 'tnr_difference',
  fnr: 'fnr_difference',
  auc: 'auc_difference',
  brier: 'brier_difference',
  log_loss: 'log_loss_difference',
  mae: 'mae_difference'
} as const satisfies Partial<Record<MetricId, MetricId>>
export type PairedMetric = keyof typeof PAIRED_METRICS

/** Of rows that each model chooses: told of each, without a difference. */
export const CHOSEN_METRICS = ['ppv', 'npv', 'fdr', 'for'] as const satisfies MetricId[]
export type ComparedMetric = PairedMetric | (typeof CHOSEN_METRICS)[number]

export const isPairedMetric = (metric: string): metric is PairedMetric => Object.hasOwn(PAIRED_METRICS, metric)
const isComparedMetric = (metric: string): metric is ComparedMetric =>
  isPairedMetric(metric) || CHOSEN_METRICS.some((chosen) => chosen === metric)

const comparedMetric = metricName.transform((metric, context) => {
  if (isComparedMetric(metric)) return metric
  context.issues.push({
    code: 'custom',
    input: metric,
    message: `one of ${[...Object.keys(PAIRED_METRICS), ...CHOSEN_METRICS].join(', ')}`
  })
  return z.NEVER
})

const name = z.string().min(1).max(200)

/** Another model by what it wrote to the log, or by its file. */
const challenger = z
  .strictObject({
    name,
    /** A model of `models`, whose scores of all rows are computed. */
    model: name.optional(),
    /** Columns of the part; direction, kind and favourable values are those of the audited model where nothing else is said. */
    score: z.string().optional(),
    decision: z.string().optional(),
    of: z.enum(['favourable', 'unfavourable']).optional(),
    kind: z.enum(['probability', 'points', 'prediction']).optional(),
    favourable: z
      .array(z.union([z.string(), z.number(), z.boolean()]).transform(String))
      .min(1)
      .optional(),
    /** The score from which its decision follows; left out: the rule of the audited model, where that has one. */
    decide: z.strictObject({ score_at_least: z.number().optional(), score_at_most: z.number().optional() }).optional()
  })
  .refine((one) => one.model !== undefined || one.score !== undefined || one.decision !== undefined, 'needs model, score or decision')
  .refine((one) => one.model === undefined || one.score === undefined, 'has model or score, not both')
  .refine((one) => one.decision === undefined || one.decide === undefined, 'has decision or decide, not both')
export type Challenger = z.infer<typeof challenger>

/** Which of two models: the audited one against others, on the same rows. */
export const comparison = z.strictObject({
  part: z.string().default('current'),
  /** How the audited model is called here. */
  champion: name.default('champion'),
  challengers: z.array(challenger).min(1).max(10),
  /** Left out: every metric that the plan's columns allow. */
  metrics: z.array(comparedMetric).min(1).optional()
})
export type ComparisonPlan = z.infer<typeof comparison>
