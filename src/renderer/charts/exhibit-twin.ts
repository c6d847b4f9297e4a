import type { Exhibit } from '../../shared/model/exhibit'
import type { CellValue } from '../components/compare-values'
import { fixed, percent } from '../../shared/words/format'
import { isShareTitle } from '../../shared/words/share-column'
import { isProportion } from './proportion'

/** An exhibit as rows of text and numbers: the table twin of its picture. */
export type ExhibitTable = {
  titles: string[]
  numeric: boolean[]
  rows: CellValue[][]
  shown: (value: CellValue, column: number) => string
}

const number = (value: CellValue): string => (value === null ? '–' : typeof value === 'number' ? tidy(value) : value)
const share = (value: CellValue): string => (typeof value === 'number' ? percent(value, 2) : number(value))

/** Whole numbers whole, others to five significant digits. */
function tidy(x: number): string {
  if (Number.isInteger(x)) return fixed(x, 0)
  const size = Math.abs(x)
  const decimals = size >= 1000 ? 1 : size >= 1 ? 4 : size >= 0.001 ? 5 : 8
  return fixed(x, decimals)
}

export function exhibitTable(exhibit: Exhibit): ExhibitTable {
  switch (exhibit.kind) {
    case 'distribution':
      return {
        titles: ['Bin', ...exhibit.series.map((one) => `${one.name} (n ${fixed(one.n, 0)})`)],
        numeric: [false, ...exhibit.series.map(() => true)],
        rows: exhibit.bins.map((bin, at) => [bin.label, ...exhibit.series.map((one) => one.shares[at] ?? null)]),
        shown: (value, column) => (column === 0 ? number(value) : share(value))
      }
    case 'curve': {
      const places = exhibit.x.labels ?? exhibit.x.numbers ?? []
      const columns = exhibit.series.flatMap((one) => [
        { title: one.name, values: one.values },
        ...(one.low === null ? [] : [{ title: `${one.name}, from`, values: one.low }]),
        ...(one.high === null ? [] : [{ title: `${one.name}, to`, values: one.high }])
      ])
      return {
        titles: [exhibit.x.title, ...columns.map((column) => column.title), ...(exhibit.density === null ? [] : ['Share of the rows'])],
        numeric: [exhibit.x.labels === null, ...columns.map(() => true), true],
        rows: places.map((place, at) => [
          place,
          ...columns.map((column) => column.values[at] ?? null),
          ...(exhibit.density === null ? [] : [exhibit.density[at] ?? null])
        ]),
        shown: (value, column) => (column > 0 && (isProportion(exhibit.y.title) || column > columns.length) ? share(value) : number(value))
      }
    }
    case 'waterfall':
      return {
        titles: ['Step', exhibit.unit, 'from', 'to'],
        numeric: [false, true, true, true],
        rows: [
          [exhibit.start.label, exhibit.start.value, null, null],
          ...exhibit.steps.map((step) => [step.label, step.value, step.low, step.high]),
          [exhibit.end.label, exhibit.end.value, null, null]
        ],
        shown: number
      }
    case 'swarm':
      return {
        titles: ['Feature', `Mean absolute, ${exhibit.unit}`, 'Rows'],
        numeric: [false, true, true],
        rows: exhibit.rows.map((row) => [row.feature, row.meanAbsolute, row.counts.reduce((sum, n) => sum + n, 0)]),
        shown: number
      }
    case 'dependence':
      return {
        titles: [
          exhibit.x.title,
          `from, ${exhibit.unit}`,
          'to',
          'Rows',
          ...(exhibit.other === null ? [] : [`Mean rank of ${exhibit.other.name}`])
        ],
        numeric: [false, true, true, true, true],
        rows: exhibit.cells.map((cell) => [
          exhibit.x.labels[cell.x] ?? null,
          exhibit.edges[cell.y] ?? null,
          exhibit.edges[cell.y + 1] ?? null,
          cell.rows,
          ...(exhibit.other === null ? [] : [cell.value])
        ]),
        shown: number
      }
    case 'grid':
      return {
        titles: [`${exhibit.rows.title} \\ ${exhibit.columns.title}`, ...exhibit.columns.labels],
        numeric: [false, ...exhibit.columns.labels.map(() => true)],
        rows: exhibit.rows.labels.map((label, at) => [label, ...(exhibit.values[at] ?? [])]),
        shown: number
      }
    case 'table':
      return {
        titles: exhibit.columns.map((column) => column.title),
        numeric: exhibit.columns.map((column) => column.align !== 'left'),
        rows: exhibit.rows,
        shown: (value, column) => (isShareTitle(exhibit.columns[column]?.title ?? '') ? share(value) : number(value))
      }
  }
}
