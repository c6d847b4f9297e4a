import { z } from 'zod'
import { claimedTime, signOffRole } from './statement'

/** What the PDF's signature dictionary says; the same as the last sign-off says. */
export const certification = z.strictObject({ claimedTime, claimedName: z.string().min(1).max(200), role: signOffRole })
export type Certification = z.infer<typeof certification>
