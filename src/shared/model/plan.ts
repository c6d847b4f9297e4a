import { z } from 'zod'
import { assessments } from './assessments'
import { reading, role, sha256 } from './dataset'
import { group } from './measure'
import { metricName } from './metric-name'
import { modelInput } from './model-input'

const text = z.string().min(1).max(2000)
const cell = z.union([z.string(), z.number(), z.boolean()]).transform((value) => String(value))
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a date as YYYY-MM-DD')

/** What the numbers are about (STATISTICS §1); there is no default. */
export const inference = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('census') }),
  z.strictObject({ kind: z.literal('sample'), frame: z.int().positive(), method: text }),
  z.strictObject({ kind: z.literal('process') })
])
export type Inference = z.infer<typeof inference>

const controlTotals = z.strictObject({
  rows: z.int().nonnegative().optional(),
  sums: z.record(z.string(), z.number()).optional(),
  first_time: z.string().optional(),
  last_time: z.string().optional(),
  supplied_by: text.optional()
})

const input = z.strictObject({
  part: z
    .string()
    .regex(/^[a-z][a-z0-9_-]*$/, 'lower-case letters, digits, - and _')
    .default('current'),
  files: z.array(z.string().min(1)).min(1),
  sha256: sha256.optional(),
  reading: reading.strict().default({}),
  control_totals: controlTotals.optional(),
  owners_manifest: z.string().optional(),
  /** Rows to be traced to their source documents; once that is done, how many differed. */
  trace_to_source: z
    .strictObject({ rows: z.int().min(1).max(2000), mismatches: z.int().nonnegative().optional(), traced_by: text.optional() })
    .optional(),
  source: z
    .strictObject({ system: text.optional(), query: text.optional(), person: text.optional(), extracted: text.optional() })
    .optional()
})

const weightKind = z.enum(['sampling', 'frequency', 'reweighing'])

/** What a column is for; a bare role, or a role with what it needs. */
const columnUse = z.union([
  role.transform((name) => ({ role: name })),
  z.strictObject({
    role,
    /** decision, label: the values that are good for the person. */
    favourable: z.array(cell).min(1).optional(),
    /** protected, control of numbers: lower edges of all bins but the first. */
    bins: z.array(z.number()).min(1).optional(),
    /** protected, control: value → name of the group; several values may share one. */
    names: z.record(z.string(), z.string()).optional(),
    /** protected: values that mean "unknown", besides missing. */
    unknown: z.array(cell).optional(),
    /** score: what a high score stands for. */
    of: z.enum(['favourable', 'unfavourable']).optional(),
    kind: z.enum(['probability', 'points', 'prediction']).optional(),
    weight: weightKind.optional()
  })
])
export type ColumnUse = z.infer<typeof columnUse>

const groups = z.strictObject({
  attributes: z.array(z.string()).optional(),
  crossings: z.array(z.array(z.string()).min(2)).default([]),
  /** Depth k: the cells of all crossings of up to k attributes go to one counts table. */
  all_crossings: z.int().min(2).max(8).optional(),
  reference: z.record(z.string(), z.union([z.literal('largest'), z.literal('most_favoured'), cell])).default({}),
  controls: z.array(z.string()).default([])
})

const threshold = z
  .strictObject({ at_least: z.number().optional(), at_most: z.number().optional() })
  .refine((t) => t.at_least !== undefined || t.at_most !== undefined, 'needs at_least, at_most, or both for a band')

export const criterion = z.strictObject({
  id: z.string().regex(/^[A-Za-z][A-Za-z0-9._-]*$/, 'a letter, then letters, digits, ., - or _'),
  metric: metricName,
  /** One group, or `each` group of an attribute or crossing against its reference, or the extremes among its groups. */
  group: group.optional(),
  each: z.union([z.string(), z.array(z.string()).min(1)]).optional(),
  extremes: z.union([z.string(), z.array(z.string()).min(1)]).optional(),
  control: z.string().optional(),
  part: z.string().optional(),
  /** Assessments by column and by window: one by name, or `each`. */
  feature: z.string().optional(),
  window: z.string().optional(),
  /** Slices held against all other rows: one by name, `found` for those of the search, or `each`. */
  slice: z.string().optional(),
  /** Where the plan names several models. */
  model: z.string().optional(),
  threshold,
  primary: z.boolean(),
  decides: z.enum(['interval', 'point']).default('interval'),
  severity: z.enum(['low', 'moderate', 'high', 'critical']).default('high'),
  rule: text,
  rationale: text.optional()
})
export type Criterion = z.infer<typeof criterion>

const pack = z.strictObject({
  id: z.string(),
  sex: z.string().optional(),
  race: z.string().optional(),
  variant: z.enum(['selection', 'scoring']).optional(),
  /** LL144 lets an auditor leave out a category under 2 % of the data, with a reason. */
  exclude: z.array(z.strictObject({ category: group, reason: text })).optional(),
  /** Attribute of the pack (sex, race) → group of the data → id of the regulator's category, where names do not say it. */
  categories: z.record(z.string(), z.record(z.string(), z.string())).optional(),
  each: z.array(z.string()).optional()
})
export type PackChoice = z.infer<typeof pack>

/** Rows of neighbouring days that resemble each other: calendar blocks take the place of clusters (STATISTICS §6). */
const dependence = z.strictObject({ time: z.string(), block_days: z.int().min(1).max(366) })

const labels = z.strictObject({ time: z.string(), maturity_days: z.int().nonnegative(), as_of: date })

/** A report of Assay that this one is compared with; whether the same persons can be in both decides what can be tested. */
const earlier = z.strictObject({ report: z.string().min(1), persons: z.enum(['disjoint', 'overlapping', 'unknown']) })
export type Persons = z.infer<typeof earlier>['persons']

/** What became of a finding of the earlier report. */
const priorFinding = z
  .strictObject({ status: z.enum(['open', 'closed', 'accepted']), closure: text.optional() })
  .refine((one) => one.status !== 'closed' || one.closure !== undefined, {
    path: ['closure'],
    error: 'is missing: a finding is closed on evidence'
  })

/** What somebody decided against a verdict or a finding: printed beside it, and changes nothing. */
const override = z.strictObject({ id: z.string().min(1).max(200), reason: text, by: text })

const person = z.strictObject({ owner: text.optional(), due: date.optional(), response: text.optional() })

export const plan = z.strictObject({
  schema: z.literal(1),
  title: text,
  subject: z.strictObject({
    model: text,
    version: text.optional(),
    digest: sha256.optional(),
    inventory: text.optional(),
    owner: text.optional(),
    organisation: text.optional()
  }),
  use: z.strictObject({
    purpose: text,
    tier: text.optional(),
    exposure: text.optional(),
    decisions_per_year: z.number().positive().optional(),
    tolerance: text.optional(),
    employment_selection: z.boolean().default(false)
  }),
  period: z.strictObject({ from: date, to: date }).optional(),
  inference,
  inputs: z.array(input).min(1),
  columns: z.record(z.string(), columnUse),
  labels: labels.optional(),
  dependence: dependence.optional(),
  groups: groups.prefault({}),
  /** Models under audit, the champion first. */
  models: z.array(modelInput).default([]),
  assessments,
  packs: z.array(pack).default([]),
  criteria: z.array(criterion).default([]),
  findings: z.record(z.string(), person).default({}),
  earlier: earlier.optional(),
  prior_findings: z.record(z.string(), priorFinding).default({}),
  overrides: z.array(override).default([]),
  not_tested: z.array(text).default([]),
  level: z.number().min(0.5).max(0.999).default(0.95),
  minimum_group_size: z.int().min(1).default(30),
  /** Cells under this count are masked in every table and export. */
  suppress_below: z.int().min(2).optional(),
  paper: z.enum(['A4', 'Letter']).default('A4'),
  seed: z.string().min(1).max(128).optional(),
  challenge: z.string().min(1).max(200).optional(),
  supersedes: z.strictObject({ report: sha256, reason: text }).optional()
})
export type Plan = z.infer<typeof plan>
export type PlanInput = Plan['inputs'][number]
