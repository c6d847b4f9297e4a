import { useMemo } from 'react'
import { METRICS } from '../../../shared/model/metrics'
import { sizeText, suppressed, type View } from '../../../shared/reading/view'
import { remarkText } from '../../../shared/words/words'
import { inkOfGroup } from '../../charts/palette'
import { DataTable, type Column } from '../../components/DataTable'
import { MeasureFigure } from '../../components/MeasureFigure'
import { Panel } from '../../components/Panel'
import { VerdictSign } from '../../components/VerdictSign'
import type { OpenReport } from '../../state/report'
import type { FairnessPicture, GroupRow } from './choice'
import { Swatch } from './Swatch'

/** The same figures as rows: every group, also those too small to be judged and the unknown. */
export function GroupTable({ open, caption, picture }: { open: OpenReport; caption: string; picture: FairnessPicture }) {
  const columns = useMemo(() => columnsOf(open, picture), [open, picture])
  return (
    <Panel title="The figures">
      <DataTable
        caption={caption}
        columns={columns}
        rows={picture.rows}
        keyOf={(row) => row.key}
        hatched={(row) => [row.rate, row.comparison].some((m) => m !== null && m.status.code !== 'ok')}
        note={<Remarks rows={picture.rows} />}
      />
    </Panel>
  )
}

function columnsOf({ view, report }: OpenReport, { metric, rateMetric, rows }: FairnessPicture): Column<GroupRow>[] {
  const shown = (m: GroupRow['rate']): number | null => (m === null || suppressed(view, m) ? null : m.estimate)
  const judged = rows.some((row) => row.verdict !== null)
  const compares = rows.some((row) => row.comparison !== null)
  const rateTitle = METRICS[rateMetric ?? metric].name
  const columns: (Column<GroupRow> | null)[] = [
    {
      id: 'group',
      title: 'Group',
      value: (row) => row.name,
      render: (row) => (
        <>
          <Swatch ink={inkOfGroup(report, (row.rate ?? row.comparison)?.group ?? null)} /> {row.name}
        </>
      )
    },
    { id: 'n', title: 'n', align: 'right', value: (row) => size(view, row), render: (row) => sizeShown(view, row) },
    rows.some((row) => row.rate !== null)
      ? { id: 'rate', title: rateTitle, align: 'right', value: (row) => shown(row.rate), render: (row) => figure(row.rate) }
      : null,
    compares
      ? {
          id: 'comparison',
          title: rateMetric === null ? METRICS[metric].name : METRICS[metric].unit === 'ratio' ? 'Ratio' : 'Difference',
          align: 'right',
          value: (row) => shown(row.comparison),
          render: (row) => (row.reference ? <span className="muted">reference</span> : figure(row.comparison))
        }
      : null,
    judged
      ? {
          id: 'verdict',
          title: 'Criterion',
          value: (row) => row.verdict?.verdict ?? null,
          render: (row) => (row.verdict === null ? '' : <VerdictSign verdict={row.verdict.verdict} />)
        }
      : null
  ]
  return columns.filter((column) => column !== null)
}

const figure = (m: GroupRow['rate']): React.ReactNode => (m === null ? '–' : <MeasureFigure measure={m} />)

function size(view: View, { rate, comparison }: GroupRow): number | null {
  const m = rate ?? comparison
  return m === null || suppressed(view, m) ? null : m.n.group
}

const sizeShown = (view: View, { rate, comparison }: GroupRow): string => {
  const m = rate ?? comparison
  return m === null ? '–' : sizeText(view, m.n.group)
}

/** Why cells are hatched, once a reason. */
function Remarks({ rows }: { rows: readonly GroupRow[] }) {
  const reasons = new Map<string, string[]>()
  for (const row of rows)
    for (const m of [row.rate, row.comparison])
      if (m !== null && remarkText(m) !== '') reasons.set(remarkText(m), [...(reasons.get(remarkText(m)) ?? []), row.name])
  return (
    <>
      {[...reasons].map(([why, names]) => (
        <span key={why}>
          {namesText([...new Set(names)])}: {why}.
        </span>
      ))}
    </>
  )
}

const MOST_NAMED = 8

const namesText = (names: readonly string[]): string =>
  names.length <= MOST_NAMED ? names.join(', ') : `${names.slice(0, MOST_NAMED).join(', ')} and ${names.length - MOST_NAMED} others`
