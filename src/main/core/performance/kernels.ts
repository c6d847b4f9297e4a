/** Hot loops over rows. */
export type PerformanceKernels = {
  /** Rows whose number is not NaN in ascending order of it, equal ones in row order. */
  rank: (numbers: Float64Array) => { order: Uint32Array; scores: Float64Array }
}
