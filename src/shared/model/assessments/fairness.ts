import { z } from 'zod'
import { metricName } from '../metric-name'

export const METRIC_SETS = ['rates', 'scores', 'comparisons', 'joint', 'clarify', 'stratified', 'regression'] as const

export const fairness = z.strictObject({
  part: z.string().default('current'),
  metrics: z.array(z.union([z.enum(METRIC_SETS), metricName])).default(['rates', 'comparisons', 'joint']),
  /** Where there is no decision column: the score from which the decision follows. */
  decide: z.strictObject({ score_at_least: z.number().optional(), score_at_most: z.number().optional() }).optional(),
  classes: z.enum(['favourable', 'one_vs_rest']).default('favourable'),
  /** Shown beside the intervals that decide; they decide nothing. */
  show_intervals: z.array(z.enum(['newcombe', 'katz-log'])).default([]),
  replicates: z.int().min(200).max(50_000).default(1000)
})
