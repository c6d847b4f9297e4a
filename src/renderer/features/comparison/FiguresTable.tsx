import { useMemo } from 'react'
import type { Measure } from '../../../shared/model/measure'
import type { ComparedFigure, Contest } from '../../../shared/reading/comparison'
import { probability } from '../../../shared/words/format'
import { DataTable, type Column } from '../../components/DataTable'
import { MeasureFigure } from '../../components/MeasureFigure'
import { Panel } from '../../components/Panel'
import { VerdictSign } from '../../components/VerdictSign'
import type { OpenReport } from '../../state/report'

/** Each metric under both models, and the difference. */
export function FiguresTable({ open, contest }: { open: OpenReport; contest: Contest }) {
  const columns = useMemo(() => columnsOf(open, contest), [open, contest])
  const m = contest.figures.find(({ difference }) => difference?.test != null)?.difference?.test?.m
  return (
    <Panel title="The figures">
      <DataTable
        caption={`${contest.champion} and ${contest.challenger}`}
        columns={columns}
        rows={contest.figures}
        keyOf={({ name }) => name}
        hatched={({ difference }) => difference !== null && difference.status.code !== 'ok'}
        note={m === undefined ? null : <span>p: two-sided, after Holm’s adjustment over the {m} tested</span>}
      />
    </Panel>
  )
}

const figure = (measure: Measure | null, interval: boolean) =>
  measure === null ? '–' : <MeasureFigure measure={measure} interval={interval} />

function columnsOf({ view }: OpenReport, { champion, challenger, figures }: Contest): Column<ComparedFigure>[] {
  const verdictOf = ({ difference }: ComparedFigure) => (difference === null ? null : (view.verdicts(difference.id)[0]?.verdict ?? null))
  const columns: (Column<ComparedFigure> | null)[] = [
    { id: 'name', title: 'Measure', wrap: true, value: ({ name }) => name },
    {
      id: 'champion',
      title: champion,
      align: 'right',
      value: (one) => one.champion?.estimate ?? null,
      render: (one) => figure(one.champion, false)
    },
    {
      id: 'challenger',
      title: challenger,
      align: 'right',
      value: (one) => one.challenger?.estimate ?? null,
      render: (one) => figure(one.challenger, false)
    },
    {
      id: 'difference',
      title: 'Difference',
      align: 'right',
      value: ({ difference }) => difference?.estimate ?? null,
      render: ({ difference }) => figure(difference, true)
    },
    {
      id: 'p',
      title: 'p, Holm',
      align: 'right',
      value: ({ difference }) => difference?.test?.adjusted ?? null,
      render: ({ difference }) => (difference?.test == null ? '–' : probability(difference.test.adjusted))
    },
    figures.every((one) => verdictOf(one) === null)
      ? null
      : {
          id: 'verdict',
          title: 'Criterion',
          value: verdictOf,
          render: (one) => {
            const verdict = verdictOf(one)
            return verdict === null ? '' : <VerdictSign verdict={verdict} />
          }
        }
  ]
  return columns.filter((column) => column !== null)
}
