import type { Group } from '../../../shared/model/measure'
import { maskedWithin, smallCells } from '../stats/suppress'
import { FN, FP, pick, TN, TP } from './rates'
import type { GroupTable } from './roll-up'
import type { Stratum, View } from './view'

type Tables = Pick<View, 'table'>

const nothing: ReadonlySet<number> = new Set()

/**
 * Groups whose counts are masked: those under the limit, those of a group that is masked in a table of fewer attributes, and what it takes that nothing can
 * be had by subtraction along any line of cells.
 */
export function maskedGroups(view: Tables, over: readonly string[], below: number | undefined): ReadonlySet<number> {
  if (below === undefined || over.length === 0) return nothing
  const table = view.table(over)
  return maskedWithin(table.rows, linesOf(table), [...smallCells(table.rows, below), ...inherited(view, table, below)], below)
}

/** Of one table alone, as exploring shows it. */
export const suppressedGroups = (table: GroupTable, below: number | undefined): ReadonlySet<number> =>
  below === undefined ? nothing : maskedWithin(table.rows, linesOf(table), smallCells(table.rows, below), below)

/** Groups that are masked in each stratum of a control: over all its strata together, since they add up to the whole. */
export function maskedInStrata(
  view: Tables,
  over: readonly string[],
  strata: readonly Stratum[],
  below: number | undefined
): ReadonlySet<number>[] {
  if (below === undefined || over.length === 0) return strata.map(() => nothing)
  const whole = view.table(over)
  const ofWhole = new Set([...maskedGroups(view, over, below)].map((group) => pathOf(whole.groups[group]!)))
  const cells = strata.flatMap((stratum, s) => {
    const table = view.table(over, stratum)
    return table.groups.map((group, i) => ({ s, i, path: pathOf(group), rows: table.rows[i]! }))
  })
  const rows = cells.map((cell) => cell.rows)
  const lines = [...linesBy(cells, ({ s }) => String(s)), ...linesBy(cells, ({ path }) => path)]
  const small = [...smallCells(rows, below), ...cells.flatMap(({ path }, cell) => (ofWhole.has(path) ? [cell] : []))]
  const masked = maskedWithin(rows, lines, small, below)
  return strata.map((_, s) => new Set([...masked].filter((cell) => cells[cell]!.s === s).map((cell) => cells[cell]!.i)))
}

/** Groups in which decisions or labels of few are known: figures that join the two would tell how each of these few was judged. */
export function maskedOutcomes(table: GroupTable, masked: ReadonlySet<number>, below: number | undefined): ReadonlySet<number> {
  if (below === undefined) return nothing
  const few = table.groups.flatMap((_, group) => (ENDS.some((end) => isFew(pick(table.counts, group, end), below)) ? [group] : []))
  return table.over.length === 0 ? new Set(few) : maskedWithin(table.rows, linesOf(table), [...masked, ...few], below)
}

/** Labels 1 and 0, selected and rejected, among rows that have both label and decision. */
const ENDS = [
  [TP, FN],
  [FP, TN],
  [TP, FP],
  [TN, FN]
]

const isFew = (n: number, below: number): boolean => n > 0 && n < below

const pathOf = (group: Group): string => JSON.stringify(Object.entries(group).sort(([a], [b]) => (a < b ? -1 : 1)))

const without = (group: Group, name: string): Group => Object.fromEntries(Object.entries(group).filter(([attribute]) => attribute !== name))

/** Cells whose projection on fewer attributes is masked there. */
function inherited(view: Tables, table: GroupTable, below: number): number[] {
  if (table.over.length < 2) return []
  return table.over.flatMap((left) => {
    const over = table.over.filter((name) => name !== left)
    const margin = view.table(over)
    const masked = new Set([...maskedGroups(view, over, below)].map((group) => pathOf(margin.groups[group]!)))
    return table.groups.flatMap((group, cell) => (masked.has(pathOf(without(group, left))) ? [cell] : []))
  })
}

/** All groups of one attribute; in a crossing all cells, and the cells that share all attributes but one. */
const linesOf = (table: GroupTable): number[][] => {
  const all = table.groups.map((_, i) => i)
  return table.over.length < 2 ? [all] : [all, ...table.over.flatMap((attribute) => linesAlong(table, attribute))]
}

const linesAlong = (table: GroupTable, attribute: string): number[][] =>
  linesBy(
    table.groups.map((group, i) => ({ group, i })),
    ({ group, i }) => (i === table.unknown ? '' : JSON.stringify({ ...group, [attribute]: null }))
  )

function linesBy<T>(cells: readonly T[], keyOf: (cell: T) => string): number[][] {
  const lines = new Map<string, number[]>()
  cells.forEach((cell, i) => lines.set(keyOf(cell), [...(lines.get(keyOf(cell)) ?? []), i]))
  return [...lines.values()]
}
