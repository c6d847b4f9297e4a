import { useMemo } from 'react'
import type { Measure } from '../../../shared/model/measure'
import { METRICS } from '../../../shared/model/metrics'
import { sizeText, suppressed } from '../../../shared/reading/view'
import { DataTable, type Column } from '../../components/DataTable'
import { MeasureFigure } from '../../components/MeasureFigure'
import { Panel } from '../../components/Panel'
import type { OpenReport } from '../../state/report'
import type { AuditedReasons } from './audited-reasons'

const TITLE = 'Are reasons complete, and do they hold?'

/** Coverage of the declined by stated reasons, and what another background changes. */
export function Stability({ open, found }: { open: OpenReport; found: AuditedReasons }) {
  const columns = useMemo(
    (): Column<Measure>[] => [
      { id: 'what', title: 'Share of the declined', value: (m) => METRICS[m.metric].name, wrap: true },
      {
        id: 'estimate',
        title: 'Estimate and interval',
        align: 'right',
        value: (m) => (suppressed(open.view, m) ? null : m.estimate),
        render: (m) => <MeasureFigure measure={m} />
      },
      { id: 'n', title: 'n', align: 'right', value: (m) => m.n.group, render: (m) => sizeText(open.view, m.n.group) }
    ],
    [open]
  )
  return (
    <Panel title={TITLE}>
      <DataTable caption={TITLE} columns={columns} rows={found.deciding} keyOf={(m) => m.id} />
    </Panel>
  )
}
