import { z } from 'zod'
import { sha256 } from './dataset'
import { severity } from './finding'
import { measure } from './measure'
import { metricId } from './metric-name'
import { inference } from './plan'
import { claimedTime, signOffRole } from './statement'

const name = z.string().nullable()

/** What decides whether two reports can be compared. */
export const reportFacts = z.object({
  subject: z.object({ model: z.string(), version: name, digest: sha256.nullable() }),
  plan: sha256,
  made: z.object({ version: z.string(), build: sha256 }),
  datasets: z.array(z.object({ part: z.string(), dataset: sha256, rows: z.int().nonnegative() })),
  population: z.object({ inference, period: z.object({ from: z.string(), to: z.string() }).nullable() }),
  packs: z.array(z.object({ id: z.string(), version: z.string(), sha256 })),
  criteria: z.array(
    z.object({ id: z.string(), metric: metricId, threshold: z.object({ atLeast: z.number().nullable(), atMost: z.number().nullable() }) })
  ),
  /** Lower edges of all bins but the first. */
  bins: z.record(z.string(), z.array(z.number())),
  /** SHA-256 of how columns become groups, decisions, outcomes and weights. */
  definitions: sha256,
  suppressBelow: z.int().nullable()
})
export type ReportFacts = z.infer<typeof reportFacts>

/** A finding as the earlier report left it; one that it carried forward itself is named `F-001@` and the digest of its first report. */
export const earlierFinding = z.object({ id: z.string(), title: z.string(), severity, status: z.enum(['open', 'accepted', 'closed']) })
export type EarlierFinding = z.infer<typeof earlierFinding>

export const earlierReport = reportFacts.extend({
  /** SHA-256 of its canonical JSON. */
  report: sha256,
  at: claimedTime,
  /** Keys whose signatures on it hold; nobody judged whose they are. */
  signers: z.array(z.object({ role: signOffRole, key: sha256 })),
  /** Those of its criteria. */
  measures: z.array(measure),
  findings: z.array(earlierFinding)
})
export type EarlierReport = z.infer<typeof earlierReport>
