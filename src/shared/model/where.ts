import { z } from 'zod'

const name = z.string().min(1).max(200)

/** Column → its values, or (of a number) a range; all have to hold. */
export const where = z.record(
  name,
  z.union([
    z.array(z.union([z.string(), z.number(), z.boolean()]).transform(String)).min(1),
    z.strictObject({ at_least: z.number().optional(), at_most: z.number().optional() })
  ])
)
export type Where = z.infer<typeof where>
