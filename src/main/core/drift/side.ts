import type { Apart, Ordered } from './ordered'

/** One sample of a column: the rows of a part, window or group. */
export type Side = {
  /** Rows in each bin of the binning. */
  counts: Float64Array
  /** Values by rank; null for categories, and where only bins are asked for. */
  ordered: Ordered | null
  /** Rows, and those without a value. */
  rows: number
  missing: number
  /** What statistics count: those rows, or where rows are weighed their weighted shares of Kish's effective size (Σw)²/Σw². */
  effective: { counts: Float64Array; rows: number; missing: number }
  weighed: boolean
  /** Design effect of clustered rows for each bin's share (1 where every row stands alone); null where it cannot be told: fewer than 30 clusters. */
  effects: Float64Array | null
}

/** The same column in two samples; `apart` where there is a quicker way to it than by sorting both. */
export type Pair = { reference: Side; current: Side; apart?: (() => Apart) | undefined }
