import type { Group } from '../../../shared/model/measure'
import { byUtf8 } from '../columns/byte-order'
import type { CellTable, Masses } from './cell-table'
import { COMBINATIONS } from './cell-table'

/** Groups of some attributes in the order of their UTF-8 bytes; rows with any attribute unknown are one group, the last. */
export type GroupTable = Masses & {
  cells: CellTable
  over: readonly string[]
  groups: readonly Group[]
  /** Index of the unknown group, or −1 */
  unknown: number
  /** Rows of each group */
  rows: Float64Array
  /** Group of each finest cell; `groups.length` for cells that are left out */
  ofCell: Uint32Array
}

export type Where = (cell: number) => boolean

/** Sums the finest cells (where asked) over all attributes but these; [] is everybody. */
export function rollUp(cells: CellTable, over: readonly string[], where: Where = () => true): GroupTable {
  const columns = over.map((name) => cells.attributes.findIndex((attribute) => attribute.name === name))
  const keys = new Float64Array(cells.cells)
  for (let cell = 0; cell < cells.cells; cell++) keys[cell] = where(cell) ? keyOf(cells, columns, cell) : NaN
  const present = [...new Set(keys)].filter((key) => key === key).sort((a, b) => (a === b ? 0 : a < b ? -1 : 1))
  const place = new Map(present.map((key, i) => [key, i]))
  const ofCell = Uint32Array.from(keys, (key) => place.get(key) ?? present.length)
  const unknown = present[present.length - 1] === UNKNOWN ? present.length - 1 : -1
  const groups = present.map((_, i) => (i === unknown ? unknownGroup(over) : groupAt(cells, over, columns, ofCell.indexOf(i))))
  return regroup(cells, { over, groups, unknown, ofCell })
}

const UNKNOWN = Infinity

/** Masses of groups given by their cells. */
export function regroup(cells: CellTable, table: Pick<GroupTable, 'over' | 'groups' | 'unknown' | 'ofCell'>): GroupTable {
  const size = table.groups.length
  const counts = sumInto(cells.counts, table.ofCell, size)
  const w = cells.w === cells.counts ? counts : sumInto(cells.w, table.ofCell, size)
  const w2 = cells.w2 === cells.w ? w : sumInto(cells.w2, table.ofCell, size)
  return { ...table, cells, counts, w, w2, rows: rowsOf(counts) }
}

/** Order of a cell among the groups; all cells with an unknown attribute share the last place. */
function keyOf(table: CellTable, columns: readonly number[], cell: number): number {
  let key = 0
  for (const column of columns) {
    const code = table.codes[column]![cell]!
    if (code === 0) return UNKNOWN
    key = key * (table.attributes[column]!.groups.length + 1) + code
  }
  return key
}

const sorted = (entries: [string, string | null][]): Group => Object.fromEntries(entries.sort(([a], [b]) => byUtf8(a, b)))

const unknownGroup = (over: readonly string[]): Group => sorted(over.map((name) => [name, null]))

const groupAt = (table: CellTable, over: readonly string[], columns: readonly number[], cell: number): Group =>
  sorted(over.map((name, i) => [name, table.attributes[columns[i]!]!.groups[table.codes[columns[i]!]![cell]! - 1]!]))

function sumInto(from: Float64Array, ofCell: Uint32Array, groups: number): Float64Array {
  const sums = new Float64Array(groups * COMBINATIONS)
  for (let cell = 0; cell < ofCell.length; cell++) {
    const start = ofCell[cell]! * COMBINATIONS
    if (start >= sums.length) continue
    for (let c = 0; c < COMBINATIONS; c++) sums[start + c] = sums[start + c]! + from[cell * COMBINATIONS + c]!
  }
  return sums
}

function rowsOf(counts: Float64Array): Float64Array {
  const rows = new Float64Array(counts.length / COMBINATIONS)
  for (let group = 0; group < rows.length; group++)
    for (let c = 0; c < COMBINATIONS; c++) rows[group] = rows[group]! + counts[group * COMBINATIONS + c]!
  return rows
}

/** One group against all other known groups, as a table of two: the group is 0, the rest is 1. */
export function againstRest(table: GroupTable, group: number): GroupTable {
  const size = table.groups.length
  const ofCell = table.ofCell.map((other) => (other === group ? 0 : other === table.unknown || other >= size ? 2 : 1))
  return regroup(table.cells, { over: table.over, groups: [table.groups[group]!, {}], unknown: -1, ofCell })
}
