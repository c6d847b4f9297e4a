import { z } from 'zod'
import { metricName } from '../metric-name'
import { DISTANCE_IDS } from '../metrics/drift'
import { windows } from '../windows'

const distance = z.enum(DISTANCE_IDS)

export const DECOMPOSED = ['selection_rate', 'base_rate', 'accuracy', 'tpr', 'fpr', 'ppv', 'selection_rate_ratio'] as const

/** What changed between a reference and a current part, column by column and window by window. */
export const drift = z.strictObject({
  reference: z.string().default('reference'),
  current: z.string().default('current'),
  /** Columns compared; left out, those whose role is feature, protected, control, score, decision or label. `every` takes all the parts share. */
  columns: z.union([z.literal('every'), z.array(z.string()).min(1)]).optional(),
  /** The distance that decides, one for each kind of column; the others go to an attached table. */
  primary: z.strictObject({ number: distance.default('psi'), category: distance.default('psi') }).prefault({}),
  /** Further distances that become measures. */
  metrics: z.array(distance).default([]),
  /** Every other distance between all rows too, in the attached drift-distances.csv; without it the numbers need not be sorted. */
  annex: z.boolean().default(true),
  /** Bins of numbers: so many quantiles of the reference, a value that holds more than one of them apart. */
  bins: z.int().min(2).max(100).default(10),
  /** Column → inner edges of its bins, in place of quantiles. */
  fixed_bins: z.record(z.string(), z.array(z.number()).min(1).max(100)).default({}),
  windows: windows.optional(),
  /** Attributes by whose groups every column is compared again. */
  by: z.array(z.string()).default([]),
  /** Whether a model can tell the parts apart, and principal components: on so many rows of each part, of the inputs or of the columns named. */
  multivariate: z
    .union([
      z.literal(false),
      z.strictObject({ rows: z.int().min(1000).max(200_000).default(20_000), columns: z.array(z.string()).min(2).max(200).optional() })
    ])
    .prefault({}),
  /** How much of the change of a rate is a changed mix of strata and how much changed rates within them; numbers are cut into fifths of the reference. */
  decomposition: z.strictObject({ of: z.array(z.enum(DECOMPOSED)).min(1), by: z.array(z.string()).min(1).max(4) }).optional(),
  /** Fairness measures window by window; criteria with a window add theirs. */
  bias: z.array(metricName).default([]),
  /** Feature → column that holds its attribution (such as a Shapley value) in both parts. */
  attributions: z.record(z.string(), z.string()).default({}),
  adjust: z.enum(['benjamini_hochberg', 'holm']).default('benjamini_hochberg')
})
export type DriftPlan = z.infer<typeof drift>
