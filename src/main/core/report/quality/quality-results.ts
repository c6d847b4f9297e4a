import type { ExhibitOf } from '../../../../shared/model/exhibit'
import type { Measure } from '../../../../shared/model/measure'
import type { MetricId } from '../../../../shared/model/metrics'
import { counted, NONE, sentence } from '../../../../shared/words/format'
import type { Block, Cell } from '../blocks'
import { cut, left, note, paragraph, right, subsection, table, topic } from '../build'
import { figures, grouping, type View } from '../../../../shared/reading/view'
import { columnTable } from './column-table'
import { wholeTable } from './whole-table'

/** Whether the data are what they were said to be: columns, values, rows. */
export function qualityResults(view: View): Block[] {
  const measures = view.report.measures.filter((m) => m.assessment === 'quality')
  const parts = grouping(measures, (m) => m.at.part ?? '')
  return [...parts].flatMap(([part, of]) => [subsection(`Data quality: part “${part}”`), ...ofPart(view, part, of)])
}

function ofPart(view: View, part: string, measures: readonly Measure[]): Block[] {
  const ofColumns = measures.filter((m) => m.at.feature !== undefined)
  const whole = measures.filter((m) => m.at.feature === undefined)
  return [
    ...schema(view, part, whole),
    topic('Are values missing, out of range or unlikely?'),
    columnTable(view, part, ofColumns),
    ...worst(view, ofColumns),
    ...patterns(view, part),
    ...wholeTable(view, whole, 'Rows, ids and times')
  ]
}

const exhibitOf = <K extends 'table' | 'grid'>(view: View, kind: K, id: string): ExhibitOf<K> | undefined =>
  view.report.exhibits.find((one): one is ExhibitOf<K> => one.kind === kind && one.id === id)

const SCHEMA: readonly MetricId[] = ['columns_missing', 'columns_extra', 'columns_retyped', 'columns_reordered']

function schema(view: View, part: string, whole: readonly Measure[]): Block[] {
  const counts = whole.filter((m) => SCHEMA.includes(m.metric))
  if (counts.length === 0) return []
  const said = SCHEMA.flatMap((metric) => counts.filter((m) => m.metric === metric)).map(
    (m) => `${figures(view, m).estimate} ${WORD[m.metric] ?? ''} (${view.evidence(m.id)})`
  )
  const found = exhibitOf(view, 'table', `quality/schema/part=${part}`)
  const text = `Against the reference, ${said.join(', ')}.`
  return [
    topic('Are the columns those of the reference?'),
    paragraph(text),
    ...(found === undefined
      ? []
      : [
          cut(
            table(
              'Columns that differ from the reference',
              found.columns.map(({ title }) => left(title, 1)),
              found.rows.map((row) => row.map((cell) => (cell === null ? NONE : String(cell))))
            ),
            60
          )
        ])
  ]
}

const WORD: Partial<Record<MetricId, string>> = {
  columns_missing: 'missing',
  columns_extra: 'extra',
  columns_retyped: 'of another type',
  columns_reordered: 'moved'
}

/** The column with most values missing, said with its interval. */
function worst(view: View, measures: readonly Measure[]): Block[] {
  const missing = measures.filter((m) => m.metric === 'missing_rate' && (m.estimate ?? 0) > 0)
  const [most] = [...missing].sort((a, b) => (b.estimate ?? 0) - (a.estimate ?? 0))
  if (most === undefined) return [paragraph('No value is missing.')]
  const { estimate, interval } = figures(view, most)
  const uncertain = most.interval === null ? '' : `, interval ${interval}`
  return [
    paragraph(
      `${sentence(counted(missing.length, 'column'))} ${missing.length === 1 ? 'lacks' : 'lack'} values, ${most.at.feature ?? ''} most often: ${estimate} of the rows${uncertain}, ${view.evidence(most.id)}.`
    )
  ]
}

const MOST_COLUMNS = 10

function patterns(view: View, part: string): Block[] {
  const found = exhibitOf(view, 'grid', `quality/missing-patterns/part=${part}`)
  if (found === undefined) return []
  const names = found.columns.labels
  if (names.length > MOST_COLUMNS)
    return [note('The patterns of missing values span too many columns to be printed; they are in report.json.')]
  const rows = found.values.map((values, i): Cell[] => [
    ...values.map((value) => (value === null ? '·' : value === 1 ? '×' : '')),
    found.rows.labels[i] ?? ''
  ])
  const caption = 'Which values are missing together'
  return [
    cut(
      table(caption, [...names.map((name) => left(name)), right('Rows')], rows, { wide: true, notes: ['× : no value.', ...found.notes] }),
      25
    )
  ]
}
