import { z } from 'zod'
import { drift } from './assessments/drift'
import { explanation } from './assessments/explanation'
import { fairness } from './assessments/fairness'
import { quality } from './assessments/quality'

/** What a plan can ask for; one schema a file. */
export const assessments = z.strictObject({
  quality: quality.optional(),
  fairness: fairness.optional(),
  drift: drift.optional(),
  explanation: explanation.optional()
})
export type Assessments = z.infer<typeof assessments>
