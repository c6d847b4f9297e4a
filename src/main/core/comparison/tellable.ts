import type { Outcomes } from '../columns/outcomes'
import type { Pair, Panel } from './input'

const MISSING = 2
const ENDS = 3

/** Rows by decision and label of one model, missing ones apart. */
export function cellsOf({ decision, label }: Outcomes, rows: number, of: (row: number) => number, places: number): number[] {
  const cells = new Array<number>(ENDS * ENDS * places).fill(0)
  for (let row = 0; row < rows; row++) {
    const place = of(row)
    if (place >= 0) cells[(place * ENDS + (decision?.[row] ?? MISSING)) * ENDS + (label?.[row] ?? MISSING)]!++
  }
  return cells
}

const none = (cells: readonly number[], below: number): boolean => cells.every((rows) => rows === 0 || rows >= below)

/**
 * Where small cells are masked: whether figures of the compared rows can be told at all. Other sections tell of all rows, so what was left out can be had by
 * subtraction.
 */
export const tellsRows = ({ plan: { suppress_below: below }, leftCells }: Pick<Panel, 'plan' | 'leftCells'>): boolean =>
  below === undefined || none(leftCells, below)

/** Whether no cell of both decisions and the label is small, so that nothing small can be had from rates, their differences and tables of counts. */
export function tellsEvents(pair: Pair): boolean {
  const { plan, part, champion, challenger } = pair
  if (plan.suppress_below === undefined) return true
  const cells = cellsOf(champion, part.rows, (row) => challenger.decision?.[row] ?? MISSING, ENDS)
  return tellsRows(pair) && none(cells, plan.suppress_below)
}
