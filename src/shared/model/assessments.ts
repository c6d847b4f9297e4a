import { z } from 'zod'
import { comparison } from './assessments/comparison'
import { drift } from './assessments/drift'
import { explanation } from './assessments/explanation'
import { fairness } from './assessments/fairness'
import { performance } from './assessments/performance'
import { quality } from './assessments/quality'
import { slices } from './assessments/slices'

/** What a plan can ask for; one schema a file. */
export const assessments = z.strictObject({
  quality: quality.optional(),
  performance: performance.optional(),
  fairness: fairness.optional(),
  drift: drift.optional(),
  explanation: explanation.optional(),
  slices: slices.optional(),
  comparison: comparison.optional()
})
export type Assessments = z.infer<typeof assessments>
