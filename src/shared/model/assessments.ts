import { z } from 'zod'
import { explanation } from './assessments/explanation'
import { fairness } from './assessments/fairness'
import { quality } from './assessments/quality'

/** What a plan can ask for; one schema a file. */
export const assessments = z.strictObject({ quality: quality.optional(), fairness: fairness.optional(), explanation: explanation.optional() })
export type Assessments = z.infer<typeof assessments>
