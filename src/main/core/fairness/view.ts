import type { At } from '../../../shared/model/measure'
import type { CellTable } from './cell-table'
import type { Design } from './design'
import type { Frame } from './frame'
import type { FairnessInput } from './input'
import { scanCells } from './cell-table'
import { clusterDesign } from './cluster-design'
import { countDesign } from './count-design'
import type { Context } from './context'
import type { GroupTable } from './roll-up'
import { againstRest, regroup, rollUp } from './roll-up'
import type { ScoreSums } from './score-sums'
import { scoreSums } from './score-sums'

/** The rows with one reading of decision and label: the plan's, one class against the rest, or above the median score. Tables are made once. */
export type View = {
  at: At
  frame: Frame
  cells: CellTable
  design: Design
  sums: ScoreSums
  table: (over: readonly string[], stratum?: Stratum) => GroupTable
  rest: (table: GroupTable, group: number) => GroupTable
}

/** Rows with one value of a control; code 0 is the unknown. */
export type Stratum = { control: string; code: number }

export function viewOf(input: FairnessInput, frame: Frame, at: At = {}): View {
  const cells = scanCells(frame, [...frame.attributes.values()], input.kernels)
  return viewOn(frame, cells, designOf(input, frame), at)
}

export const designOf = (input: FairnessInput, frame: Frame): Design =>
  frame.clusters?.repeats ? clusterDesign(input, frame, frame.clusters.rows) : countDesign(input, frame)

/** A view of cells that were counted already. */
export function viewOn(frame: Frame, cells: CellTable, design: Design, at: At = {}): View {
  const tables = new Map<string, GroupTable>()
  const rests = new Map<GroupTable, Map<number, GroupTable>>()
  return {
    at,
    frame,
    cells,
    design,
    sums: scoreSums(frame),
    table: (over, stratum) => {
      const key = JSON.stringify([over, stratum?.control ?? null, stratum?.code ?? null])
      const table = tables.get(key) ?? rollUp(cells, over, stratum === undefined ? undefined : within(cells, stratum))
      tables.set(key, table)
      return table
    },
    rest: (table, group) => {
      const own = rests.get(table) ?? new Map<number, GroupTable>()
      rests.set(table, own)
      const made = own.get(group) ?? againstRest(table, group)
      own.set(group, made)
      return made
    }
  }
}

const columnOf = (cells: CellTable, control: string): number => cells.attributes.findIndex(({ name }) => name === control)

const within =
  (cells: CellTable, { control, code }: Stratum) =>
  (cell: number): boolean =>
    cells.codes[columnOf(cells, control)]![cell] === code

/** Values of a control that have rows, in order; the unknown last. */
export function strataOf(cells: CellTable, control: string): Stratum[] {
  const codes = [...new Set(cells.codes[columnOf(cells, control)])].sort((a, b) => (a === 0 ? 1 : b === 0 ? -1 : a - b))
  return codes.map((code) => ({ control, code }))
}

/** "column=value", the value of the unknown being empty. */
export const stratumName = (cells: CellTable, { control, code }: Stratum): string =>
  `${control}=${code === 0 ? '' : cells.attributes[columnOf(cells, control)]!.groups[code - 1]!}`

/** Two groups a stratum: the facet and all other known rows. */
export function facetsOf(view: View, table: GroupTable, group: number, control: string): GroupTable {
  const { cells } = view
  const strata = strataOf(cells, control)
  const place = new Map(strata.map(({ code }, i) => [code, i]))
  const codes = cells.codes[columnOf(cells, control)]!
  const groups = strata.flatMap(() => [table.groups[group]!, {}])
  const ofCell = table.ofCell.map((other, cell) =>
    other === table.unknown ? groups.length : 2 * place.get(codes[cell]!)! + (other === group ? 0 : 1)
  )
  return regroup(cells, { over: [...table.over, control], groups, unknown: -1, ofCell })
}

export const contextOf = (input: FairnessInput, { frame, design, sums }: View, table: GroupTable): Context => ({
  input,
  frame,
  design,
  table,
  sums
})
