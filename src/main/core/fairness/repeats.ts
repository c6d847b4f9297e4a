import type { FairnessInput } from './input'
import type { ClusterRows } from './kernels'
import { codesOf } from './loaded'
import { repeatColumn } from './needed-columns'

/** Rows that share a value of the cluster column, or else of the id column. `repeats` is false where every row stands alone. */
export function repeatsOf(input: FairnessInput): { column: string; rows: ClusterRows; repeats: boolean } | null {
  const column = repeatColumn(input.plan)
  if (column === undefined) return null
  const rows = input.kernels.clusterRows(codesOf(input, column).codes)
  return { column, rows, repeats: rows.largest > 1 }
}
