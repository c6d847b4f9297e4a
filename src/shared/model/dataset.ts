import { z } from 'zod'

export const sha256 = z.string().regex(/^[0-9a-f]{64}$/)

export const role = z.enum([
  'feature',
  'protected',
  'label',
  'score',
  'decision',
  'time',
  'id',
  'cluster',
  'weight',
  'latency',
  'model_version',
  'control',
  'ignore'
])
export type Role = z.infer<typeof role>

/** What a column's values are; `boolean` covers every spelling of yes and no, `category` is text with few distinct values. */
export const columnType = z.enum(['boolean', 'integer', 'number', 'date', 'timestamp', 'category', 'text'])
export type ColumnType = z.infer<typeof columnType>

export const column = z.object({
  /** Name in the dataset's tables: c0, c1 … in header order. Headers are data, never SQL. */
  stored: z.string().regex(/^c\d+$/),
  /** The header as the file has it. */
  name: z.string(),
  type: columnType,
  /** Why this type: shown to the user. */
  typeReason: z.string(),
  role,
  roleReason: z.string(),
  missing: z.int().nonnegative(),
  distinct: z.int().nonnegative(),
  /** True where there are so many values that only those of the first 262,144 rows were counted; exact otherwise. */
  distinctAtLeast: z.boolean().optional(),
  /** For boolean columns: every spelling in the file that means true, and every one that means false. */
  spellings: z.object({ true: z.array(z.string()), false: z.array(z.string()) }).optional()
})
export type Column = z.infer<typeof column>

/** How a text file is to be read; what is left out is detected and recorded. */
export const reading = z.object({
  format: z.enum(['csv', 'parquet', 'jsonl', 'json', 'arrow']).optional(),
  delimiter: z.string().length(1).optional(),
  quote: z.string().max(1).optional(),
  decimal: z.enum(['.', ',']).optional(),
  header: z.boolean().optional(),
  encoding: z.enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252']).optional(),
  /** Texts that mean "no value". */
  missing: z.array(z.string()).optional(),
  /** Order of dates such as 03/04/2024; needed only where no part is above 12. */
  dates: z.enum(['dmy', 'mdy']).optional(),
  /** Blanks around every cell are no part of it. */
  trim: z.boolean().optional()
})
export type Reading = z.infer<typeof reading>

export const rejection = z.object({
  reason: z.enum([
    'too-few-columns',
    'too-many-columns',
    'not-of-type',
    'unclosed-quote',
    'bad-text',
    'bad-json',
    'line-too-long',
    'other'
  ]),
  count: z.int().positive(),
  /** Line numbers (1-based, header included) of the first 100. */
  lines: z.array(z.int().positive()).max(100)
})
export type Rejection = z.infer<typeof rejection>

export const inputFile = z.object({
  name: z.string(),
  sha256,
  bytes: z.int().nonnegative(),
  /** Counted without the parser; rows = parsed + rejected. */
  rows: z.int().nonnegative(),
  parsed: z.int().nonnegative(),
  rejected: z.int().nonnegative(),
  rejections: z.array(rejection)
})
export type InputFile = z.infer<typeof inputFile>

/** What an import knows; stored in the dataset's own file, in table `manifest`. */
export const datasetManifest = z.object({
  schema: z.literal(1),
  /** SHA-256 of the canonical JSON of {files: [sha256 …], reading}: the same bytes read the same way. */
  id: sha256,
  files: z.array(inputFile).min(1),
  reading: reading.required({ format: true }),
  rows: z.int().nonnegative(),
  columns: z.array(column).min(1)
})
export type DatasetManifest = z.infer<typeof datasetManifest>
