import { z } from 'zod'
import { DISTANCE_IDS } from '../metrics/drift'
import { windows } from '../windows'

const distance = z.enum(DISTANCE_IDS)

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
  /** Bins of numbers: so many quantiles of the reference, a value that holds more than one of them apart. */
  bins: z.int().min(2).max(100).default(10),
  /** Column → inner edges of its bins, in place of quantiles. */
  fixed_bins: z.record(z.string(), z.array(z.number()).min(1).max(100)).default({}),
  windows: windows.optional(),
  /** Attributes by whose groups every column is compared again. */
  by: z.array(z.string()).default([]),
  adjust: z.enum(['benjamini_hochberg', 'holm']).default('benjamini_hochberg')
})
export type DriftPlan = z.infer<typeof drift>
