/** One sample of a column: the rows of a part, window or group. */
export type Side = {
  /** Rows in each bin of the binning. */
  counts: Float64Array
  /** Values in ascending order; null for categories, and where only bins are asked for. */
  sorted: Float64Array | null
  /** Rows, and those without a value. */
  rows: number
  missing: number
  /** Design effect of clustered rows for each bin's share (1 where every row stands alone); null where it cannot be told: fewer than 30 clusters. */
  effects: Float64Array | null
}

/** The same column in two samples. */
export type Pair = { reference: Side; current: Side }
