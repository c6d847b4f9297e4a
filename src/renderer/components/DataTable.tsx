import {
  createColumnHelper,
  createSortedRowModel,
  rowSortingFeature,
  tableFeatures,
  useTable,
  type Row,
  type RowData
} from '@tanstack/react-table'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useMemo, useRef, type KeyboardEvent, type ReactNode } from 'react'
import { count } from '../../shared/words/format'
import { compareValues, type CellValue } from './compare-values'
import { SaveCsv } from './SaveCsv'
import styles from './data-table.module.css'
import { moveFocus } from './grid-keys'

/** `value` is what is sorted and exported; `render` what is shown, where that is more. */
export type Column<T> = {
  id: string
  title: string
  value: (row: T) => CellValue
  render?: (row: T) => ReactNode
  align?: 'left' | 'right'
  /** Long text: may take several lines. */
  wrap?: boolean
  width?: string
}

export type DataTableProps<T> = {
  /** What a screen reader calls the table, and the name of its CSV. */
  caption: string
  columns: readonly Column<T>[]
  rows: readonly T[]
  keyOf: (row: T) => string
  onChoose?: (row: T) => void
  chosen?: string | null
  /** Hatched: small or undefined. */
  hatched?: (row: T) => boolean
  /** Of the scrolling frame, in rem. */
  maxHeight?: number
  note?: ReactNode
}

const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel() })
const ROW_HEIGHT = 28
const MOST_UNVIRTUAL = 100

/** Rows that sort by their headings, scroll without limit, are walked with the arrow keys, and go out as CSV. */
export function DataTable<T extends RowData>(props: DataTableProps<T>) {
  const { caption, columns, rows, keyOf, maxHeight = 30, note } = props
  const frame = useRef<HTMLDivElement>(null)
  const definitions = useMemo(() => {
    const helper = createColumnHelper<typeof features, T>()
    return columns.map((column) =>
      helper.accessor((row): unknown => column.value(row), {
        id: column.id,
        header: column.title,
        sortFn: (a, b) => compareValues(column.value(a.original), column.value(b.original)),
        sortUndefined: false
      })
    )
  }, [columns])
  const table = useTable({ features, columns: definitions, data: rows, getRowId: keyOf })
  const sorted = table.getRowModel().rows
  const virtual = useVirtualizer({
    count: sorted.length,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
    enabled: sorted.length > MOST_UNVIRTUAL
  })
  const items = sorted.length > MOST_UNVIRTUAL ? virtual.getVirtualItems() : null
  const from = items === null ? 0 : (items[0]?.index ?? 0)
  const to = items === null ? sorted.length : (items.at(-1)?.index ?? -1) + 1
  const byId = new Map(columns.map((column) => [column.id, column]))
  const onKeyDown = (event: KeyboardEvent<HTMLTableElement>): void =>
    moveFocus(event, { rows: sorted.length, columns: columns.length }, (row) => virtual.scrollToIndex(row))
  return (
    <div>
      <div ref={frame} className={styles.frame} style={{ maxHeight: `${maxHeight}rem` }}>
        <table
          className={styles.table}
          role="grid"
          aria-label={caption}
          aria-rowcount={sorted.length + 1}
          aria-colcount={columns.length}
          onKeyDown={onKeyDown}
        >
          <thead>
            {table.getHeaderGroups().map((group) => (
              <tr key={group.id} aria-rowindex={1}>
                {group.headers.map((header, at) => {
                  const direction = header.column.getIsSorted()
                  const column = byId.get(header.column.id)
                  return (
                    <th
                      key={header.id}
                      scope="col"
                      className={column?.align === 'right' ? styles.right : undefined}
                      style={column?.width === undefined ? undefined : { width: column.width }}
                      aria-sort={direction === false ? 'none' : direction === 'asc' ? 'ascending' : 'descending'}
                    >
                      <button
                        type="button"
                        className={styles.sort}
                        data-cell={`-1:${at}`}
                        tabIndex={at === 0 ? 0 : -1}
                        onClick={header.column.getToggleSortingHandler()}
                      >
                        {column?.title}
                        {direction === false ? null : <span aria-hidden>{direction === 'asc' ? '↑' : '↓'}</span>}
                      </button>
                    </th>
                  )
                })}
              </tr>
            ))}
          </thead>
          <tbody>
            {items === null ? null : <Spacer height={items[0]?.start ?? 0} columns={columns.length} />}
            {sorted.slice(from, to).map((row, at) => (
              <TableRow key={row.id} row={row} index={from + at} {...props} />
            ))}
            {items === null ? null : <Spacer height={virtual.getTotalSize() - (items.at(-1)?.end ?? 0)} columns={columns.length} />}
          </tbody>
        </table>
      </div>
      <div className={styles.foot}>
        <span>{rows.length === 1 ? '1 row' : `${count(rows.length)} rows`}</span>
        {note}
        <SaveCsv
          name={caption}
          header={columns.map((column) => column.title)}
          rows={() => sorted.map((row) => columns.map((column) => column.value(row.original)))}
        />
      </div>
    </div>
  )
}

function TableRow<T extends RowData>({
  row,
  index,
  columns,
  onChoose,
  chosen,
  hatched
}: DataTableProps<T> & { row: Row<typeof features, T>; index: number }) {
  const item = row.original
  const names = [row.id === chosen ? styles.chosen : '', hatched?.(item) === true ? styles.hatched : ''].join(' ').trim()
  return (
    <tr
      className={names === '' ? undefined : names}
      aria-rowindex={index + 2}
      aria-selected={chosen === undefined ? undefined : row.id === chosen}
    >
      {columns.map((column, at) => (
        <td
          key={column.id}
          data-cell={`${index}:${at}`}
          tabIndex={-1}
          className={[column.align === 'right' ? styles.right : '', column.wrap === true ? styles.wrap : ''].join(' ').trim()}
          onClick={onChoose === undefined ? undefined : () => onChoose(item)}
          onKeyDown={
            onChoose === undefined
              ? undefined
              : (event) => {
                  if (event.key === 'Enter' && event.target === event.currentTarget) onChoose(item)
                }
          }
        >
          {column.render === undefined ? shown(column.value(item)) : column.render(item)}
        </td>
      ))}
    </tr>
  )
}

const shown = (value: CellValue): string => (value === null ? '–' : typeof value === 'number' ? count(value) : value)

function Spacer({ height, columns }: { height: number; columns: number }) {
  return height <= 0 ? null : (
    <tr aria-hidden>
      <td colSpan={columns} style={{ height, padding: 0, border: 0 }} />
    </tr>
  )
}
