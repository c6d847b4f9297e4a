import { z } from 'zod'

export const severity = z.enum(['low', 'moderate', 'high', 'critical'])
export type Severity = z.infer<typeof severity>

export const verdictCode = z.enum(['pass', 'fail', 'insufficient'])
export type VerdictCode = z.infer<typeof verdictCode>

/** Why a verdict is `insufficient`, beyond an interval that holds the threshold. */
export const insufficientReason = z.enum([
  'interval-holds-threshold',
  'undefined',
  'below-minimum-size',
  'unknowns',
  'few-clusters',
  'no-interval',
  'monte-carlo',
  'assumed'
])

export const verdict = z.object({
  criterion: z.string(),
  measure: z.string(),
  primary: z.boolean(),
  decides: z.enum(['interval', 'point']),
  threshold: z.object({ atLeast: z.number().nullable(), atMost: z.number().nullable() }),
  /** The point estimate against the threshold: the regulator's number is never hidden. */
  observed: z.enum(['crossed', 'not-crossed', 'undefined']),
  verdict: verdictCode,
  reason: insufficientReason.optional(),
  /** One-sided p of "the criterion is violated", and Holm-adjusted over the primary criteria. */
  failP: z.number().nullable(),
  failPHolm: z.number().nullable(),
  /** The smallest true value that would pass with 80 % power at these n, and the n of the group needed at the observed value. */
  power: z.object({ passingValue: z.number().nullable(), neededN: z.number().nullable() }).nullable()
})
export type Verdict = z.infer<typeof verdict>

export const finding = z.object({
  id: z.string(),
  severity,
  kind: z.enum(['criterion-crossed', 'criterion-insufficient', 'data', 'method', 'statistics']),
  title: z.string(),
  condition: z.string(),
  criterion: z.string(),
  cause: z.string(),
  effect: z.string(),
  recommendation: z.string(),
  evidence: z.array(z.string()),
  owner: z.string().nullable(),
  response: z.string().nullable(),
  due: z.string().nullable(),
  status: z.enum(['open', 'accepted', 'closed'])
})
export type Finding = z.infer<typeof finding>

/** A finding before it has a number; `key` is the criterion's id, or the short name of another finding, by which the plan can answer it. */
export type FindingDraft = Omit<Finding, 'id' | 'owner' | 'response' | 'due' | 'status'> & { key: string }
