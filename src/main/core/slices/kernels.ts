/** What a cell of crossed columns holds: rows, the sums of their weights, of weight × outcome and of weight × outcome². */
export type Tally = { rows: Float64Array; weight: Float64Array; sum: Float64Array; square: Float64Array }

/** Rows that are searched: each column's cell, the outcome (bytes where it is 0 or 1), and the weight where rows have one. */
export type SearchedRows = { cells: readonly Uint8Array[]; outcome: Uint8Array | Float64Array; weights: Float64Array | null }

/** Hot loops over rows. */
export type SliceKernels = {
  /** Tallies of the crossing of some columns, the last one running fastest; `sizes`: cells of each of them. */
  tallyCells: (rows: SearchedRows, columns: readonly number[], sizes: readonly number[]) => Tally
  /** Ascending, in place; NaN must not occur. */
  sortInPlace: (values: Float64Array) => Float64Array
}
