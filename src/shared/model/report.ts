import { z } from 'zod'
import { column, inputFile, sha256 } from './dataset'
import { earlierReport } from './earlier'
import { exhibit } from './exhibit'
import { finding, verdict } from './finding'
import { group, measure } from './measure'
import { reportModel } from './model-input'
import { plan } from './plan'
import { claimedTime, REPORT_TYPE, STATEMENT_TYPE, subject } from './statement'

/** What made the numbers and the pages; never host, OS, threads, paths or durations. */
export const made = z.object({
  product: z.literal('Assay'),
  version: z.string(),
  build: sha256,
  duckdb: z.string(),
  typst: z.string(),
  templates: sha256,
  fonts: sha256
})
export type Made = z.infer<typeof made>

const agreement = z.object({ what: z.string(), supplied: z.string(), ours: z.string(), agrees: z.boolean() })
export type Agreement = z.infer<typeof agreement>

export const partData = z.object({
  part: z.string(),
  dataset: sha256,
  rows: z.int().nonnegative(),
  files: z.array(inputFile),
  /** `missing` is null where it is a count that the plan masks. */
  columns: z.array(column.extend({ missing: z.int().nonnegative().nullable() })),
  source: z.record(z.string(), z.string()).nullable(),
  /** Empty where nobody supplied anything to compare with. */
  controlTotals: z.array(agreement),
  ownersManifest: z.array(agreement),
  /** Rows drawn for tracing to their source; `upperBound`: exact one-sided 95 % limit of the share that differs, once traced. */
  trace: z
    .object({
      table: z.string(),
      rows: z.int().positive(),
      mismatches: z.int().nonnegative().nullable(),
      tracedBy: z.string().nullable(),
      upperBound: z.number().nullable()
    })
    .nullable()
})
export type PartData = z.infer<typeof partData>

/** Who is in the population: Σ groups + unknown = rows, for every attribute; masked counts are no figures but are in the sum. */
export const population = z.object({
  part: z.string(),
  rows: z.int().nonnegative(),
  attributes: z.array(
    z.object({
      attribute: z.string(),
      /** Null where the plan masks the count. */
      groups: z.array(z.object({ value: z.string(), rows: z.int().nullable(), share: z.number().nullable() })),
      unknown: z.int().nullable()
    })
  ),
  decisions: z.object({ favourable: z.int(), unfavourable: z.int(), missing: z.int() }).nullable(),
  /** P(label known | group × decision), per single attribute. */
  labelsKnown: z.array(z.object({ group, decision: z.enum(['favourable', 'unfavourable', 'missing']), known: z.int(), rows: z.int() })),
  labels: z.enum(['none', 'complete', 'some-missing', 'follow-the-decision', 'numeric']),
  immature: z.int().nonnegative(),
  clusters: z.object({ column: z.string(), clusters: z.int(), largest: z.int(), repeats: z.boolean() }).nullable(),
  weights: z.object({ column: z.string(), kind: z.enum(['sampling', 'frequency', 'reweighing']), effective: z.number() }).nullable()
})
export type Population = z.infer<typeof population>

/** A regulator's table in the regulator's own layout and order; every cell is text, measures name the cells behind it. */
export const packTable = z.object({
  title: z.string(),
  columns: z.array(z.object({ title: z.string(), align: z.enum(['left', 'right']) })),
  rows: z.array(z.object({ cells: z.array(z.string()), measures: z.array(z.string()) })),
  notes: z.array(z.string())
})
export const packResult = z.object({
  id: z.string(),
  version: z.string(),
  sha256,
  title: z.string(),
  effective: z.string(),
  statements: z.array(z.string()),
  tables: z.array(packTable)
})
export type PackResult = z.infer<typeof packResult>

export const scan = z.object({
  id: z.string(),
  part: z.string(),
  dataset: sha256,
  attributes: z.array(z.string()),
  columns: z.array(z.string()),
  rows: z.int()
})
export type Scan = z.infer<typeof scan>

/** EVIDENCE §5: known to this machine's ledger and to the register of the key. */
export const history = z.object({
  key: sha256.nullable(),
  /** Time claimed at which this project's ledger first holds the plan's digest. */
  sealedAt: claimedTime.nullable(),
  run: z.int().positive(),
  of: z.int().positive(),
  abandoned: z.int().nonnegative(),
  plans: z.array(sha256),
  exploredBeforeSealing: z.boolean()
})
export type History = z.infer<typeof history>

export const report = z.object({
  schema: z.literal(1),
  made,
  /** Time claimed by the computer that wrote it. */
  at: claimedTime,
  plan: z.object({ sha256, text: z.string(), effective: plan, deviations: z.array(z.string()) }),
  seed: sha256,
  data: z.array(partData),
  models: z.array(reportModel),
  population: z.array(population),
  scans: z.array(scan),
  verdicts: z.array(verdict),
  findings: z.array(finding),
  measures: z.array(measure).max(20_000),
  exhibits: z.array(exhibit),
  packs: z.array(packResult),
  /** Tables attached as CSV. */
  tables: z.array(z.object({ name: z.string(), title: z.string(), rows: z.int(), sha256 })),
  history,
  /** What the report that the plan names as the earlier one said; not computed from the data. */
  earlier: earlierReport.nullable()
})
export type Report = z.infer<typeof report>

export const reportStatement = z.object({
  _type: z.literal(STATEMENT_TYPE),
  subject: z.array(subject),
  predicateType: z.literal(REPORT_TYPE),
  predicate: report
})
export type ReportStatement = z.infer<typeof reportStatement>
