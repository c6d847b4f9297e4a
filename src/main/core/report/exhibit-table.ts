import type { ExhibitOf } from '../../../shared/model/exhibit'
import { count, fixed, NONE, percent } from '../../../shared/words/format'
import { isShareTitle } from '../../../shared/words/share-column'
import type { Cell, Table } from './blocks'
import { cut, decimal, left, table } from './build'
import { commonDecimals, significant } from './figure'

const MOST_ROWS = 40

/** A grid or table exhibit as the table it is. */
export function exhibitTable(exhibit: ExhibitOf<'grid'> | ExhibitOf<'table'>): Table {
  return exhibit.kind === 'grid' ? gridTable(exhibit) : cut(plainTable(exhibit), MOST_ROWS)
}

function gridTable({ title, rows, columns, values }: ExhibitOf<'grid'>): Table {
  const counts = values.flat().every((value) => value === null || Number.isInteger(value))
  const shown = (value: number | null): string => (value === null ? NONE : counts ? count(value) : significant(value))
  return table(
    title,
    [left(rows.title, 1.5), ...columns.labels.map((label) => decimal(label))],
    rows.labels.map((label, i): Cell[] => [label, ...(values[i] ?? []).map(shown)])
  )
}

const plainTable = ({ title, columns, rows, notes }: ExhibitOf<'table'>): Table =>
  table(
    title,
    columns.map(({ title: head, align }) => (align === 'left' ? left(head, 1) : { title: head, align })),
    rows.map((row): Cell[] =>
      row.map((value, i) => (value === null ? NONE : typeof value === 'number' ? number(columns[i]?.title ?? '', value) : value))
    ),
    { wide: true, notes }
  )

const number = (title: string, value: number): string => (isShareTitle(title) ? percent(value, 2) : significant(value))

/** The steps of a waterfall as a table. */
export function waterfallTable({ title, start, steps, end }: ExhibitOf<'waterfall'>): Table {
  const decimals = commonDecimals(steps.map(({ value }) => value))
  const show = (value: number | null): string => (value === null ? NONE : fixed(value, decimals))
  return table(
    title,
    [left('Step', 2), decimal('Value'), decimal('from'), decimal('to')],
    [
      [{ text: start.label, strong: true }, show(start.value), NONE, NONE],
      ...steps.map(({ label, value, low, high }): Cell[] => [label, show(value), show(low), show(high)]),
      [{ text: end.label, strong: true }, show(end.value), NONE, NONE]
    ]
  )
}
