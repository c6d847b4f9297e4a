import { useMemo } from 'react'
import type { Measure } from '../../../shared/model/measure'
import { METRICS } from '../../../shared/model/metrics'
import { sizeText, suppressed } from '../../../shared/reading/view'
import { remarkText } from '../../../shared/words/words'
import { DataTable, type Column } from '../../components/DataTable'
import { MeasureFigure } from '../../components/MeasureFigure'
import { Panel } from '../../components/Panel'
import { verdictColumn } from '../../components/verdict-column'
import type { OpenReport } from '../../state/report'
import { labelOf, type Choice } from './choice'
import styles from './assessment.module.css'

type Props = { open: OpenReport; rows: readonly Measure[]; choice: Choice; chosen: string | null; onFeature: (feature: string) => void }

/** The measures of the choice, furthest first; a row shows the pictures of its feature. */
export function RankedTable({ open, rows, choice, chosen, onFeature }: Props) {
  const columns = useMemo(() => columnsOf(open, rows), [open, rows])
  const { name, formula, toward } = METRICS[choice.metric]
  const byFeature = rows.some((m) => m.at.feature !== undefined)
  return (
    <Panel title={name}>
      <DataTable
        caption={name}
        columns={columns}
        rows={rows}
        keyOf={(m) => m.id}
        maxHeight={36}
        chosen={byFeature ? chosen : null}
        {...(byFeature ? { onChoose: (m: Measure) => onFeature(m.at.feature ?? '') } : {})}
        hatched={(m) => m.status.code !== 'ok'}
        note={
          <span>
            {formula}
            {DIRECTION[toward]}
          </span>
        }
      />
    </Panel>
  )
}

const DIRECTION = { high: '; higher is better', low: '; higher is worse', zero: '; 0 means none', one: '; 1 means none', none: '' } as const

function columnsOf({ view }: OpenReport, rows: readonly Measure[]): Column<Measure>[] {
  const shown = (m: Measure): number | null => (suppressed(view, m) ? null : m.estimate)
  const most = Math.max(1e-12, ...rows.map((m) => Math.abs(shown(m) ?? 0)))
  const remarked = rows.some((m) => remarkText(m) !== '')
  const columns: (Column<Measure> | null)[] = [
    { id: 'label', title: 'Of', value: labelOf },
    verdictColumn(view, rows, (m) => m),
    {
      id: 'bar',
      title: 'Size',
      value: (m) => Math.abs(shown(m) ?? 0),
      render: (m) => (
        <span className={styles.bar} aria-hidden>
          <span className={styles.fill} style={{ width: `${(Math.abs(shown(m) ?? 0) / most) * 100}%` }} />
        </span>
      )
    },
    { id: 'estimate', title: 'Estimate', align: 'right', value: shown, render: (m) => <MeasureFigure measure={m} /> },
    {
      id: 'n',
      title: 'n',
      align: 'right',
      value: (m) => (suppressed(view, m) ? null : m.n.group),
      render: (m) => sizeText(view, m.n.group)
    },
    remarked ? { id: 'remark', title: 'Remark', value: remarkText } : null
  ]
  return columns.filter((column) => column !== null)
}
