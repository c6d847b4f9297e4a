import type { InputFile, Rejection } from '../../../shared/model/dataset'
import { DataTable, type Column } from '../../components/DataTable'

type Row = { file: string } & Rejection

const REASONS: Record<Rejection['reason'], string> = {
  'too-few-columns': 'fewer cells than columns',
  'too-many-columns': 'more cells than columns',
  'not-of-type': 'a value is not of the column’s type',
  'unclosed-quote': 'a quote is not closed',
  'bad-text': 'bytes that are no text in this encoding',
  'bad-json': 'not valid JSON',
  'line-too-long': 'longer than a line may be',
  other: 'cannot be read'
}

const COLUMNS: readonly Column<Row>[] = [
  { id: 'file', title: 'File', value: ({ file }) => file, wrap: true },
  { id: 'reason', title: 'Why', value: ({ reason }) => REASONS[reason], wrap: true },
  { id: 'count', title: 'Lines', value: ({ count }) => count, align: 'right' },
  {
    id: 'lines',
    title: 'Which (the header is line 1)',
    value: ({ lines, count }) => `${lines.join(', ')}${count > lines.length ? ' …' : ''}`,
    wrap: true
  }
]

/** Where each line that was not read stands in its file, and why. */
export function RejectedLines({ files }: { files: readonly InputFile[] }) {
  const rows = files.flatMap(({ name, rejections }) => rejections.map((rejection): Row => ({ file: name, ...rejection })))
  return (
    <DataTable caption="Rejected lines" columns={COLUMNS} rows={rows} keyOf={({ file, reason }) => `${file} ${reason}`} maxHeight={16} />
  )
}
