import { z } from 'zod'
import { columnType, sha256 } from './dataset'

const count = z.int().nonnegative()

/** Rows with low ≤ value < high; the last bin holds its upper edge too. */
const bin = z.object({ low: z.number(), high: z.number(), rows: count })

const numbers = z.object({
  kind: z.literal('numbers'),
  /** Dates count days, timestamps microseconds since 1970. */
  unit: z.enum(['number', 'day', 'microsecond']),
  low: z.number(),
  high: z.number(),
  /** Shares of the rows with a value, and the value at each (nearest rank). */
  quantiles: z.array(z.object({ share: z.number(), value: z.number() })),
  bins: z.array(bin).max(64),
  /** Rows outside the bins, which leave out a far tail; and infinite values. */
  below: count,
  above: count,
  distinct: count
})

const categories = z.object({
  kind: z.literal('categories'),
  /** The most frequent values, first the most frequent. */
  top: z.array(z.object({ value: z.string(), rows: count })).max(24),
  /** All other values together. */
  others: z.object({ values: count, rows: count }),
  distinct: count
})

/** Values that are not shown: identifiers, and texts of which nearly every row has its own. */
const withheld = z.object({ kind: z.literal('withheld'), reason: z.enum(['identifier', 'mostly-distinct']) })

export const columnProfile = z.object({
  stored: z.string(),
  name: z.string(),
  type: columnType,
  rows: count,
  missing: count,
  shape: z.discriminatedUnion('kind', [numbers, categories, withheld, z.object({ kind: z.literal('empty') })])
})
export type ColumnProfile = z.infer<typeof columnProfile>
export type ColumnShape = ColumnProfile['shape']

/** What the columns of a dataset hold, in their order; figures only, at most about a megabyte. */
export const datasetProfile = z.object({ schema: z.literal(1), dataset: sha256, build: sha256, columns: z.array(columnProfile) })
export type DatasetProfile = z.infer<typeof datasetProfile>
