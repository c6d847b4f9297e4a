import type { InputFile } from '../../../shared/model/dataset'
import { DataTable, type Column } from '../../components/DataTable'
import { Hash } from '../../components/Hash'
import { bytesText } from './bytes-text'

const COLUMNS: readonly Column<InputFile>[] = [
  { id: 'name', title: 'File', value: ({ name }) => name, wrap: true },
  { id: 'bytes', title: 'Size', value: ({ bytes }) => bytes, render: ({ bytes }) => bytesText(bytes), align: 'right' },
  { id: 'rows', title: 'Rows in the file', value: ({ rows }) => rows, align: 'right' },
  { id: 'parsed', title: 'Read', value: ({ parsed }) => parsed, align: 'right' },
  { id: 'rejected', title: 'Rejected', value: ({ rejected }) => rejected, align: 'right' },
  {
    id: 'agree',
    title: 'Read + rejected',
    value: ({ rows, parsed, rejected }) => (parsed + rejected === rows ? 'adds up' : 'does not add up')
  },
  {
    id: 'sha256',
    title: 'SHA-256',
    value: ({ sha256 }) => sha256,
    render: ({ sha256, name }) => <Hash value={sha256} what={`the digest of ${name}`} />
  }
]

/** Rows were counted without the parser: read and rejected must add up to them. */
export function Reconciliation({ files }: { files: readonly InputFile[] }) {
  return (
    <DataTable
      caption="Reconciliation of files"
      columns={COLUMNS}
      rows={files}
      keyOf={({ name, sha256 }) => `${name} ${sha256}`}
      maxHeight={16}
    />
  )
}
