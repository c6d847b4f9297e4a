import { z } from 'zod'
import { sha256 } from './dataset'

/** What an auditor says of a finding after the report was written: an event of the ledger, never a change of the report. */
export const annotation = z.discriminatedUnion('field', [
  z.strictObject({ field: z.literal('note'), text: z.string().min(1).max(4000) }),
  z.strictObject({ field: z.literal('owner'), text: z.string().max(200) }),
  z.strictObject({ field: z.literal('response'), text: z.string().max(4000) }),
  z.strictObject({ field: z.literal('due'), text: z.string().regex(/^(\d{4}-\d{2}-\d{2})?$/, 'a date as YYYY-MM-DD, or nothing') }),
  z.strictObject({ field: z.literal('status'), text: z.enum(['open', 'accepted', 'closed']) })
])
export type Annotation = z.infer<typeof annotation>

export const FINDING_FIELDS = ['note', 'owner', 'response', 'due', 'status'] as const

/** One annotation that was not undone; `seq` names it for undo. */
export const annotationEvent = z.object({
  seq: z.int().nonnegative(),
  at: z.string(),
  report: sha256,
  finding: z.string(),
  field: z.enum(FINDING_FIELDS),
  text: z.string()
})
export type AnnotationEvent = z.infer<typeof annotationEvent>
