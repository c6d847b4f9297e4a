import { useMemo } from 'react'
import type { Measure } from '../../../shared/model/measure'
import { commonReason } from '../../../shared/reading/fairness-answer'
import { suppressed } from '../../../shared/reading/view'
import { CONTROLLED } from '../../../shared/words/questions'
import { comparedText, remarkText, specOf } from '../../../shared/words/words'
import { DataTable, type Column } from '../../components/DataTable'
import { MeasureFigure } from '../../components/MeasureFigure'
import { Panel } from '../../components/Panel'
import { verdictColumn } from '../../components/verdict-column'
import type { OpenReport } from '../../state/report'
import type { GroupSet } from './choice'

/** Do the gaps remain within strata of the controls? */
export function Strata({ open, set }: { open: OpenReport; set: GroupSet }) {
  const found = useMemo(() => set.measures.filter((m) => CONTROLLED.includes(m.metric)), [set])
  const known = useMemo(() => found.filter((m) => m.estimate !== null), [found])
  const columns = useMemo((): Column<Measure>[] => {
    const { view } = open
    const all: (Column<Measure> | null)[] = [
      { id: 'measure', title: 'Measure', value: nameOf, wrap: true },
      { id: 'group', title: 'Compared', value: comparedText, wrap: true },
      { id: 'control', title: 'Within', value: (m) => m.at.control ?? null },
      {
        id: 'estimate',
        title: 'Estimate',
        align: 'right',
        value: (m) => (suppressed(view, m) ? null : m.estimate),
        render: (m) => <MeasureFigure measure={m} />
      },
      verdictColumn(view, known, (m) => m),
      known.some((m) => remarkText(m) !== '') ? { id: 'remark', title: 'Remark', value: remarkText, wrap: true } : null
    ]
    return all.filter((column) => column !== null)
  }, [open, known])
  if (found.length === 0) return null
  if (known.length === 0)
    return (
      <Panel title="Do the gaps remain within strata?">
        <p>Not answered: {commonReason(found) ?? 'every figure is undefined'}.</p>
      </Panel>
    )
  return (
    <Panel title="Do the gaps remain within strata?">
      <DataTable
        caption={`Controlled comparisons, ${set.name}`}
        columns={columns}
        rows={known}
        keyOf={(m) => m.id}
        maxHeight={20}
        note={found.length > known.length ? <span>{found.length - known.length} more are undefined.</span> : undefined}
      />
    </Panel>
  )
}

/** With what its number counts, where the name does not say it. */
function nameOf(m: Measure): string {
  const { name, unit } = specOf(m)
  return unit === 'p' ? `${name}, p-value` : unit === 'count' ? `${name}, strata` : name
}
