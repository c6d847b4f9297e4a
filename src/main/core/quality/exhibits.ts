import { dateOf } from '../../../shared/calendar'
import type { ColumnType } from '../../../shared/model/dataset'
import type { Exhibit, ExhibitOf } from '../../../shared/model/exhibit'
import type { QualityInput } from './input'
import { isoTime } from './iso-time'
import { publishedPatterns } from './published-patterns'
import type { SchemaDifferences } from './schema'

const about = (
  input: QualityInput,
  id: string,
  title: string
): Pick<Exhibit, 'id' | 'assessment' | 'title' | 'at' | 'group' | 'notes'> => ({
  id: `quality/${id}/part=${input.part}`,
  assessment: 'quality',
  title,
  at: { part: input.part },
  group: null,
  notes: []
})

const right = (title: string): ExhibitOf<'table'>['columns'][number] => ({ title, align: 'right' })
const left = (title: string): ExhibitOf<'table'>['columns'][number] => ({ title, align: 'left' })

/** One row a column. Least and greatest are single persons' values: left out where the plan masks small cells. */
export function columnsExhibit(input: QualityInput): ExhibitOf<'table'> {
  const masks = input.plan.suppress_below !== undefined
  const size = (name: string, n: number, all: number): number | null => (isTold(input, name, all - n) && isTold(input, name, n) ? n : null)
  return {
    kind: 'table',
    ...about(input, 'columns', `Columns of part “${input.part}”`),
    notes: masks ? ['Least and greatest values are those of single rows and are masked.'] : [],
    columns: [
      left('Column'),
      left('Type'),
      right('Rows with a value'),
      right('Missing'),
      right('Distinct'),
      right('Most frequent'),
      right('Least'),
      right('Median'),
      right('Greatest')
    ],
    rows: input.observed.map(({ summary: { column, n, distinct, mostFrequent, low, median, high } }) => [
      column.name,
      column.type,
      size(column.name, n, input.rows),
      size(column.name, input.rows - n, input.rows),
      distinct,
      masks ? null : mostFrequent,
      masks ? null : valueOf(column.type, low),
      valueOf(column.type, median),
      masks ? null : valueOf(column.type, high)
    ])
  }
}

/** Days and microseconds since 1970 as the date or time that they are. */
function valueOf(type: ColumnType, value: number | null): number | string | null {
  if (value === null || value !== value) return null
  return type === 'date' ? dateOf(Math.floor(value)) : type === 'timestamp' ? isoTime(Math.floor(value)) : value
}

/** Whether a number of rows may be told: of a protected column none, since the unknown are one of its groups. */
const isTold = ({ plan: { suppress_below: below, columns } }: QualityInput, name: string, rows: number): boolean =>
  below === undefined || (columns[name]?.role !== 'protected' && (rows === 0 || rows >= below))

const MOST_PATTERNS = 50

/** Which columns lack values together: 1 where the pattern lacks the column's value. */
export function patternsExhibit(input: QualityInput): Exhibit[] {
  const shown = publishedPatterns(input)
  const concerned = new Set(shown.flatMap(({ missing }) => missing ?? []))
  const columns = input.columns.map(({ name }) => name).filter((name) => concerned.has(name))
  if (columns.length === 0) return []
  const first = shown.slice(0, MOST_PATTERNS)
  const label = (rows: number | null): string =>
    rows === null ? `fewer than ${input.plan.suppress_below ?? 0} rows each` : `${rows} ${rows === 1 ? 'row' : 'rows'}`
  return [
    {
      kind: 'grid',
      ...about(input, 'missing-patterns', 'Which values are missing together'),
      notes: shown.length > MOST_PATTERNS ? [`The ${MOST_PATTERNS} most frequent of ${shown.length} patterns.`] : [],
      rows: { title: 'Pattern', labels: first.map(({ rows }) => label(rows)) },
      columns: { title: 'Column without a value', labels: columns },
      values: first.map(({ missing }) => columns.map((name) => (missing === null ? null : missing.includes(name) ? 1 : 0))),
      neutral: null
    }
  ]
}

export function schemaExhibit(input: QualityInput, { missing, extra, retyped, moved }: SchemaDifferences): Exhibit[] {
  const rows = [
    ...missing.map(({ name, type }) => [name, 'missing', type, '']),
    ...extra.map(({ name, type }) => [name, 'extra', '', type]),
    ...retyped.map(({ name, was, is }) => [name, 'another type', was, is]),
    ...moved.map((name) => [name, 'moved', '', ''])
  ]
  if (rows.length === 0) return []
  const title = `Columns of part “${input.part}” against part “${input.reference?.part ?? ''}”`
  return [
    {
      kind: 'table',
      ...about(input, 'schema', title),
      columns: [left('Column'), left('Difference'), left('Type in the reference'), left('Type')],
      rows
    }
  ]
}
