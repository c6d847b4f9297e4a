import { DataTable, type Column } from '../../components/DataTable'
import { Panel } from '../../components/Panel'
import type { NotCompared } from './not-compared'

const COLUMNS: Column<NotCompared>[] = [
  { id: 'column', title: 'Column', value: ({ column }) => column },
  { id: 'why', title: 'Why', value: ({ why }) => why, wrap: true }
]

/** Columns of which there is no figure, beside those of which there is one: what was not looked at is part of the answer. */
export function NotComparedTable({ rows }: { rows: readonly NotCompared[] }) {
  return rows.length === 0 ? null : (
    <Panel title="Columns not compared">
      <DataTable caption="Columns not compared" columns={COLUMNS} rows={rows} keyOf={({ column }) => column} maxHeight={18} />
    </Panel>
  )
}
