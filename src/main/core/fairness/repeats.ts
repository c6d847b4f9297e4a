import { dependenceOf } from '../columns/dependence'
import type { FairnessInput } from './input'
import type { ClusterRows } from './kernels'

/** Rows that share a calendar block where the plan declares blocks, else a value of the cluster or id column. `repeats` is false where every row stands alone. */
export function repeatsOf(input: FairnessInput): { column: string; rows: ClusterRows; repeats: boolean } | null {
  const found = dependenceOf(input)
  if (found === null) return null
  const rows = input.kernels.clusterRows(found.codes)
  return { column: found.column, rows, repeats: rows.largest > 1 }
}
