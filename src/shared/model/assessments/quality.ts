import { z } from 'zod'

export const quality = z.strictObject({
  part: z.string().default('current'),
  /** The part whose columns, values and ranges are what was to be expected; left out, there is nothing to compare with. */
  reference: z.string().optional(),
  /** A stretch of more days than this without a row is a gap. */
  gap_days: z.int().min(1).max(3660).default(7),
  /** Column with the time at which the label became known. */
  label_time: z.string().optional(),
  /** An outlier lies further than this from the median, in robust standard deviations (1.4826 × the median absolute deviation). */
  robust_z: z.number().min(1).max(100).default(3.5),
  /** Search of values for names, addresses and numbers of persons. */
  personal_data: z.boolean().default(true),
  /** Columns that the search leaves out, because what they hold is known and meant to be there. */
  personal_data_known: z.array(z.string()).default([])
})
export type Quality = z.infer<typeof quality>
