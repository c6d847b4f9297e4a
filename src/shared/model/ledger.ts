import { z } from 'zod'
import { FINDING_FIELDS } from './annotation'
import { sha256 } from './dataset'
import { claimedTime } from './statement'

const event = <T extends string, S extends z.ZodRawShape>(type: T, body: S): z.ZodObject<{ type: z.ZodLiteral<T>; body: z.ZodObject<S> }> =>
  z.object({ type: z.literal(type), body: z.object(body) })

/** What can happen in a project. Ids, digests and codes only: never a value of the data. */
export const ledgerEvent = z.discriminatedUnion('type', [
  event('project-created', { version: z.string() }),
  /** `request`: digest of what was asked to be read, by which build; the same request need not be read again. */
  event('dataset-imported', { dataset: sha256, rows: z.int(), rejected: z.int(), request: sha256.optional() }),
  /** `background`: the dataset that absent features are drawn from, where there is one; `contributions`: SHA-256 of the file written. */
  event('model-explained', { model: sha256, dataset: sha256, background: sha256.nullable(), contributions: sha256 }),
  event('data-explored', { dataset: sha256 }),
  event('plan-sealed', { plan: sha256 }),
  event('run-started', { run: z.string(), plan: sha256, datasets: z.array(sha256), n: z.int().positive() }),
  event('run-finished', { run: z.string(), results: sha256, pass: z.int(), fail: z.int(), insufficient: z.int() }),
  event('run-abandoned', { run: z.string(), code: z.string() }),
  event('report-written', { run: z.string(), report: sha256, pdf: sha256 }),
  event('report-signed', { report: sha256, statement: sha256, role: z.string(), key: z.string() }),
  event('job-cancelled', { job: z.string() }),
  event('note', { finding: z.string(), text: z.string() }),
  event('finding-annotated', { report: sha256, finding: z.string(), field: z.enum(FINDING_FIELDS), text: z.string() }),
  /** Takes back the event of that number. */
  event('undone', { seq: z.int().nonnegative() })
])
export type LedgerEvent = z.infer<typeof ledgerEvent>

/** One line of ledger.jsonl; `prev` is the SHA-256 of the line before, 64 zeros for the first. */
export const ledgerLine = z.intersection(
  z.object({ v: z.literal(1), seq: z.int().nonnegative(), at: claimedTime, prev: sha256 }),
  ledgerEvent
)
export type LedgerLine = z.infer<typeof ledgerLine>
