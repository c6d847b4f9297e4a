import { z } from 'zod'

/** What a user likes, on this computer; no number of a report depends on it. */
export const settings = z.strictObject({
  schema: z.literal(1),
  theme: z.enum(['system', 'light', 'dark']),
  /** For new plans. */
  level: z.number().min(0.5).max(0.999),
  /** Bytes; null: half of RAM. In force from the next start. */
  memoryBytes: z
    .int()
    .min(256 * 1024 * 1024)
    .nullable(),
  numbers: z.strictObject({
    thousands: z.enum(['thin-space', 'comma', 'none']),
    rates: z.enum(['percent', 'fraction'])
  })
})
export type Settings = z.infer<typeof settings>
