import { useMemo } from 'react'
import type { Confusion, ExploreAnswer } from '../../../../shared/model/explore'
import { count, percent } from '../../../../shared/words/format'
import { groupValues } from '../../../../shared/words/words'
import { inkOfGroup } from '../../../charts/palette'
import { DataTable, type Column } from '../../../components/DataTable'
import { Panel } from '../../../components/Panel'
import type { OpenReport } from '../../../state/report'
import type { GroupSet } from '../choice'
import { Swatch } from '../Swatch'
import { thresholdText } from './threshold-text'

type Counted = Exclude<keyof Confusion, 'group'>

const COLUMNS: readonly [Counted, string][] = [
  ['rows', 'Rows'],
  ['tp', 'True positive'],
  ['fp', 'False positive'],
  ['fn', 'False negative'],
  ['tn', 'True negative'],
  ['selectedUnlabelled', 'Selected, outcome unknown'],
  ['rejectedUnlabelled', 'Rejected, outcome unknown'],
  ['undecided', 'Undecided']
]

/** Decisions against outcomes, a row a group: counts, and their share of the group. */
export function ConfusionPanel({ open, set, answer }: { open: OpenReport; set: GroupSet; answer: ExploreAnswer }) {
  const columns = useMemo((): Column<Confusion>[] => {
    const used = COLUMNS.filter(([id]) => id === 'rows' || answer.confusion.some((row) => (row[id] ?? 0) > 0))
    return [
      {
        id: 'group',
        title: 'Group',
        value: (row) => groupValues(row.group),
        render: (row) => (
          <>
            {row.group === null ? null : <Swatch ink={inkOfGroup(open.report, row.group)} />} {groupValues(row.group)}
          </>
        )
      },
      ...used.map(([id, title]): Column<Confusion> => ({
        id,
        title,
        align: 'right',
        value: (row) => row[id],
        ...(id === 'rows' ? {} : { render: (row: Confusion) => <Share n={row[id]} rows={row.rows} /> })
      }))
    ]
  }, [open, answer])
  return (
    <Panel title={`Decisions against outcomes by ${set.name}, ${thresholdText(answer)}`}>
      <DataTable
        caption={`Confusion matrix by ${set.name}`}
        columns={columns}
        rows={answer.confusion}
        keyOf={(row) => groupValues(row.group)}
        maxHeight={22}
      />
    </Panel>
  )
}

function Share({ n, rows }: { n: number | null; rows: number | null }) {
  if (n === null) return <>·</>
  return (
    <>
      {count(n)} {rows === null || rows === 0 ? null : <span className="muted">({percent(n / rows, 1)})</span>}
    </>
  )
}
