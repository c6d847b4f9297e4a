import { z } from 'zod'
import { jobEvents, path, procedure } from './procedure'

export const difference = z.object({ where: z.string(), what: z.string(), reported: z.unknown(), recomputed: z.unknown() })

export const reperformance = z.object({
  code: z.enum(['identical', 'within-tolerance', 'method-changed', 'differs']),
  measures: z.int(),
  sameBuild: z.boolean(),
  /** The first 1,000, and how many there are. */
  differences: z.array(difference),
  differ: z.int()
})

export const reperform = {
  /** Every number of a report computed again from the data it names, which must have the very bytes. */
  run: procedure.input(z.strictObject({ report: path, data: z.array(path).min(1).max(10_000) })).output(jobEvents(reperformance))
}
