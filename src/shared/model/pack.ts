import { z } from 'zod'

const text = z.string().min(1).max(2000)
const id = z.string().regex(/^[a-z][a-z0-9_]*$/, 'a lower-case letter, then letters, digits or _')
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a date as YYYY-MM-DD')

/** A regulator's category; `names` are other names under which data carry it, matched without case. */
export const category = z.strictObject({ id, title: text, names: z.array(text).default([]) })
export type Category = z.infer<typeof category>

/** What stands in a cell; rates and ratios are of the variant's rate. */
export const cellValue = z.enum([
  'applicants',
  'selected',
  'rate',
  'ratio',
  'below',
  'fisher_mid_p',
  'standard_deviations',
  'shortfall',
  'flip_one',
  'rate_low',
  'rate_high',
  'rate_method',
  'ratio_low',
  'ratio_high',
  'ratio_method'
])
export type CellValue = z.infer<typeof cellValue>

/** How a number is printed: percentages and decimals are rounded half up from the counts, not from a rounded number. */
export const cellFormat = z.union([
  z.enum(['count', 'text', 'p']),
  z.strictObject({ percent: z.int().min(0).max(4) }),
  z.strictObject({ decimals: z.int().min(0).max(6) })
])
export type CellFormat = z.infer<typeof cellFormat>

const column = z.strictObject({ title: text, value: cellValue, format: cellFormat, variants: z.array(id).optional() })
export type PackColumn = z.infer<typeof column>

/** A row of the regulator's: its words, and the category of each attribute. */
const row = z.strictObject({ labels: z.array(z.string()).min(1), where: z.record(id, id) })

/** Sentences may hold {unknown}, {missing}, {rows}, {share} and {level}. */
const note = z.strictObject({
  text,
  when: z.enum(['always', 'unknown', 'missing', 'employment', 'elsewhere', 'small_numbers']).default('always')
})
export type PackNote = z.infer<typeof note>

const table = z.strictObject({
  title: text,
  /** Titles of the columns of words. */
  labels: z.array(text).min(1),
  /** The regulator's rows in the regulator's order, or every group of each attribute the plan names. */
  rows: z.union([z.array(row).min(1), z.literal('each_group')]),
  columns: z.array(column).min(1),
  notes: z.array(note).default([])
})
export type PackTable = z.infer<typeof table>

const variant = z.strictObject({
  rate: z.enum(['selection_rate', 'scoring_rate']),
  ratio: z.enum(['selection_rate_ratio', 'scoring_rate_ratio'])
})

/** One jurisdiction's tables and wording, as data. */
export const pack = z.strictObject({
  schema: z.literal(1),
  id: z.string().regex(/^[a-z][a-z0-9-]*$/, 'a lower-case letter, then letters, digits or -'),
  version: z.string().regex(/^\d+\.\d+\.\d+$/, 'three numbers with dots'),
  jurisdiction: text,
  title: text,
  effective: z.strictObject({ from: date, to: date.nullable() }),
  sources: z.array(z.strictObject({ citation: text, title: text, url: z.url().optional() })).min(1),
  statements: z.array(note).min(1),
  attributes: z.record(id, z.strictObject({ title: text, categories: z.array(category).min(1) })).default({}),
  variants: z.record(id, variant),
  /** The group with the highest rate among all groups, or among those of the plan's minimum size. */
  reference: z.enum(['highest', 'highest_of_minimum_size']),
  /** A category under this share of the data may be left out of ratios, with a typed reason. */
  exclusion: z.strictObject({ under_share: z.number().gt(0).lt(1), rule: text }).nullable(),
  /** A ratio under this value is marked; a mark is no verdict. */
  mark_under: z.number().gt(0).nullable(),
  tables: z.array(table).min(1),
  /** Criteria a plan may take over; a pack never sets one. */
  suggested_criteria: z.array(z.record(z.string(), z.json())).default([])
})
export type Pack = z.infer<typeof pack>
