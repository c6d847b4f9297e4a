import type { GroupTable } from './roll-up'

const groups = new WeakMap<GroupTable, Uint32Array>()

/** Group of each row; rows left out have the number of groups. */
export function groupsOfRows(table: GroupTable): Uint32Array {
  const known = groups.get(table) ?? table.cells.cellOfRow().map((cell) => table.ofCell[cell]!)
  groups.set(table, known)
  return known
}
