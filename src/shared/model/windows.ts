import { z } from 'zod'

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a date as YYYY-MM-DD')
const name = z.string().min(1).max(80)

/** The column of times; left out, the one with the role `time`. */
const time = z.string().optional()

/**
 * How a part is cut into windows. Windows by the calendar and of a fixed number of days hold the rows of those days wherever they lie in the
 * file; windows by count hold so many rows in order of time, or in the file's order where there is no time. Rows without a time, and rows
 * outside every named window, belong to none and are counted.
 */
export const windows = z.union([
  z.strictObject({ calendar: z.enum(['day', 'week', 'month', 'quarter', 'year']), time }),
  z.strictObject({ days: z.int().min(1).max(3660), from: day.optional(), time }),
  z.strictObject({ rows: z.int().min(1), order: z.enum(['time', 'file']).default('time'), time }),
  z.strictObject({
    named: z
      .array(z.strictObject({ name, from: day, to: day }))
      .min(1)
      .max(1000),
    time
  })
])
export type WindowRule = z.infer<typeof windows>
