import type { Block, Cell, ColumnSpec, Definition, Table } from './blocks'
import { count, NONE } from '../../../shared/words/format'

export const section = (number: number, text: string): Block => ({ kind: 'heading', level: 1, number: String(number), text })
export const subsection = (text: string): Block => ({ kind: 'heading', level: 2, text })
export const topic = (text: string): Block => ({ kind: 'heading', level: 3, text })
export const paragraph = (text: string): Block => ({ kind: 'paragraph', text })
export const note = (text: string): Block => ({ kind: 'paragraph', text, style: 'note' })
export const definitions = (items: (Definition | null)[]): Block => ({ kind: 'definitions', items: items.filter((item) => item !== null) })
export const list = (items: string[]): Block => ({ kind: 'list', items })

export const left = (title: string, share?: number): ColumnSpec => ({ title, align: 'left', ...(share === undefined ? {} : { share }) })
export const right = (title: string): ColumnSpec => ({ title, align: 'right' })
export const decimal = (title: string): ColumnSpec => ({ title, align: 'decimal' })
export const code = (text: string): Cell => ({ text, code: true })

/** Columns of limits that no row has are left out. */
export function table(caption: string, columns: ColumnSpec[], rows: Cell[][], options: { notes?: string[]; wide?: boolean } = {}): Table {
  const kept = columns.map(({ title }, at) => !LIMITS.includes(title) || rows.some((row) => row[at] !== NONE))
  const specs = columns.filter((_, at) => kept[at])
  const aligned = rows.map((row) =>
    row.filter((_, at) => kept[at] ?? true).map((cell, at) => (specs[at]?.align === 'decimal' ? withTail(cell) : cell))
  )
  return { kind: 'table', caption, columns: specs, rows: aligned, notes: options.notes ?? [], wide: options.wide ?? columns.length > 5 }
}

/** A wide table in parts, each under its head. */
export function headed(caption: string, columns: ColumnSpec[], parts: [head: string, rows: Cell[][]][], notes: string[] = []): Table {
  let at = 0
  const heads = parts.map(([text, rows]) => ({ at: (at += rows.length) - rows.length, text }))
  const rows = parts.flatMap(([, of]) => of)
  return { ...table(caption, columns, rows, { wide: true, notes }), heads }
}

const LIMITS: readonly string[] = ['from', 'to']
const NUMBER = /^[−<≥≈]?[\u202f ]?[\d\u202f]*\d((?:\.\d+)?(?:[\u202f ]?%)?)$/

/** A number with what follows its whole part, so that points stand under points. */
function withTail(cell: Cell): Cell {
  const tail = NUMBER.exec(typeof cell === 'string' ? cell : cell.text)?.[1]
  return tail === undefined ? cell : { ...(typeof cell === 'string' ? { text: cell } : cell), tail }
}

/** A table of at most so many rows that says what it leaves out. */
export function cut(whole: Table, most: number): Table {
  const heads = whole.heads === undefined ? {} : { heads: whole.heads.filter(({ at }) => at < most) }
  const left = whole.rows.length - most
  if (left <= 0) return whole
  const said = `${count(most)} of ${count(whole.rows.length)} rows are printed; all are in the attached report.json.`
  return { ...whole, ...heads, rows: whole.rows.slice(0, most), notes: [...whole.notes, said] }
}
