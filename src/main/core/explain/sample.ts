import type { Table } from './subject'

/**
 * Rows that an assessment looks at. `rows`: their numbers in the part. `weight`: rows of the part that each stands for, null where each stands
 * for itself. `cluster`: number of each row's cluster, null where every row stands alone.
 */
export type Sample = { table: Table; rows: Uint32Array; weight: Float64Array | null; cluster: Uint32Array | null }

/** Groups of one attribute: code of each row of the sample, 0 for unknown and k for groups[k − 1]. */
export type Grouped = {
  attribute: string
  groups: readonly string[]
  codes: Uint8Array | Uint16Array | Uint32Array
  reference: number | null
  /** Rows of the part with each code, of which the explained ones are drawn. */
  rows?: readonly number[]
}
