import type { Group } from '../../../shared/model/measure'
import { byUtf8 } from './byte-order'
import type { CellTable } from './cell-table'
import { COMBINATIONS } from './cell-table'

/** Groups of some attributes in the order of their UTF-8 bytes; rows with any attribute unknown are one group, the last. */
export type GroupTable = {
  over: readonly string[]
  groups: readonly Group[]
  /** Index of the unknown group, or −1 */
  unknown: number
  /** counts[group × 9 + combination] */
  counts: Float64Array
  rows: Float64Array
  /** group of each finest cell */
  ofCell: Int32Array
}

/** Sums the finest cells over all attributes but these; [] is everybody. */
export function rollUp(table: CellTable, over: readonly string[]): GroupTable {
  const columns = over.map((name) => table.attributes.findIndex((attribute) => attribute.name === name))
  const keys = new Float64Array(table.cells)
  for (let cell = 0; cell < table.cells; cell++) keys[cell] = keyOf(table, columns, cell)
  const present = [...new Set(keys)].sort((a, b) => a - b)
  const index = new Map(present.map((key, i) => [key, i]))
  const ofCell = Int32Array.from(keys, (key) => index.get(key)!)
  const unknown = present[present.length - 1] === UNKNOWN ? present.length - 1 : -1
  const first = present.map((_, i) => ofCell.indexOf(i))
  const groups = first.map((cell, i) => groupAt(table, over, columns, cell, i === unknown))
  const counts = sumInto(table, ofCell, present.length)
  return { over, groups, unknown, counts, rows: rowsOf(counts), ofCell }
}

const UNKNOWN = Infinity

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

function groupAt(table: CellTable, over: readonly string[], columns: readonly number[], cell: number, unknown: boolean): Group {
  const entries = over.map((name, i): [string, string | null] => {
    const column = columns[i]!
    return [name, unknown ? null : table.attributes[column]!.groups[table.codes[column]![cell]! - 1]!]
  })
  return Object.fromEntries(entries.sort(([a], [b]) => byUtf8(a, b)))
}

function sumInto(table: CellTable, ofCell: Int32Array, groups: number): Float64Array {
  const counts = new Float64Array(groups * COMBINATIONS)
  for (let cell = 0; cell < table.cells; cell++)
    for (let c = 0; c < COMBINATIONS; c++) counts[ofCell[cell]! * COMBINATIONS + c]! += table.counts[cell * COMBINATIONS + c]!
  return counts
}

function rowsOf(counts: Float64Array): Float64Array {
  const rows = new Float64Array(counts.length / COMBINATIONS)
  for (let i = 0; i < counts.length; i++) rows[Math.floor(i / COMBINATIONS)]! += counts[i]!
  return rows
}
