import { useMemo } from 'react'
import type { Measure } from '../../../shared/model/measure'
import type { ComparedGroup, Contest } from '../../../shared/reading/comparison'
import { sizeText, type View } from '../../../shared/reading/view'
import { probability } from '../../../shared/words/format'
import { groupText } from '../../../shared/words/words'
import { DataTable, type Column } from '../../components/DataTable'
import { MeasureFigure } from '../../components/MeasureFigure'
import { Panel } from '../../components/Panel'
import type { OpenReport } from '../../state/report'

/** Selection of each group under both models, and what becomes of its gap. */
export function GroupsTable({ open, contest }: { open: OpenReport; contest: Contest }) {
  const columns = useMemo(() => columnsOf(open.view, contest), [open, contest])
  const m = contest.groups.find(({ change }) => change?.test != null)?.change?.test?.m
  return (
    <Panel title="Selection by group">
      <DataTable
        caption={`Selection by group under ${contest.champion} and ${contest.challenger}`}
        columns={columns}
        rows={contest.groups}
        keyOf={({ group }) => group.id}
        hatched={({ group }) => group.status.code !== 'ok'}
        note={m === undefined ? null : <span>p: two-sided, after Holm’s adjustment over the {m} tested</span>}
      />
    </Panel>
  )
}

function columnsOf(view: View, { champion, challenger }: Contest): Column<ComparedGroup>[] {
  const of = (id: string, title: string, pick: (row: ComparedGroup) => Measure | null, interval = false): Column<ComparedGroup> => ({
    id,
    title,
    align: 'right',
    value: (row) => pick(row)?.estimate ?? null,
    render: (row) => {
      const measure = pick(row)
      return measure === null ? '–' : <MeasureFigure measure={measure} interval={interval} />
    }
  })
  return [
    { id: 'group', title: 'Group', wrap: true, value: ({ group }) => groupText(group.group) },
    {
      id: 'n',
      title: 'n',
      align: 'right',
      value: ({ group }) => group.n.group,
      render: ({ group }) => sizeText(view, group.n.group)
    },
    of('rate-champion', champion, ({ rates }) => rates[0]),
    of('rate-challenger', challenger, ({ rates }) => rates[1]),
    of('ratio-champion', `Ratio, ${champion}`, ({ ratios }) => ratios[0]),
    of('ratio-challenger', `Ratio, ${challenger}`, ({ ratios }) => ratios[1]),
    of('change', 'Change of the gap', ({ change }) => change, true),
    {
      id: 'p',
      title: 'p, Holm',
      align: 'right',
      value: ({ change }) => change?.test?.adjusted ?? null,
      render: ({ change }) => (change?.test == null ? '–' : probability(change.test.adjusted))
    }
  ]
}
