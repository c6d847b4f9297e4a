import { useMemo } from 'react'
import type { ReadSlice } from '../../../shared/reading/slices'
import { sizeText } from '../../../shared/reading/view'
import { probability } from '../../../shared/words/format'
import { conditionsText, specOf } from '../../../shared/words/words'
import { DataTable, type Column } from '../../components/DataTable'
import { MeasureFigure } from '../../components/MeasureFigure'
import { Panel } from '../../components/Panel'
import { verdictColumn } from '../../components/verdict-column'
import type { OpenReport } from '../../state/report'

/** The same figures as rows, widest gap first. */
export function SliceTable({ open, slices }: { open: OpenReport; slices: readonly ReadSlice[] }) {
  const columns = useMemo(() => columnsOf(open, slices), [open, slices])
  const m = slices.find(({ difference }) => difference.test !== null)?.difference.test?.m
  return (
    <Panel title="The figures">
      <DataTable
        caption="Slices"
        columns={columns}
        rows={slices}
        keyOf={({ difference }) => difference.id}
        hatched={({ difference }) => difference.status.code !== 'ok'}
        note={m === undefined ? null : <span>p: one-sided, after Holm’s adjustment over the {m} tested</span>}
      />
    </Panel>
  )
}

function columnsOf({ view }: OpenReport, slices: readonly ReadSlice[]): Column<ReadSlice>[] {
  const [first] = slices
  const columns: (Column<ReadSlice> | null)[] = [
    { id: 'slice', title: 'Slice', wrap: true, value: nameOf },
    {
      id: 'n',
      title: 'n',
      align: 'right',
      value: ({ whole }) => whole.n.group,
      render: ({ whole }) => sizeText(view, whole.n.group)
    },
    {
      id: 'whole',
      title: first === undefined ? '' : specOf(first.whole).name,
      align: 'right',
      value: ({ whole }) => whole.estimate,
      render: ({ whole }) => <MeasureFigure measure={whole} />
    },
    {
      id: 'difference',
      title: 'Difference',
      align: 'right',
      value: ({ difference }) => difference.estimate,
      render: ({ difference }) => <MeasureFigure measure={difference} />
    },
    {
      id: 'p',
      title: 'p, Holm',
      align: 'right',
      value: ({ difference }) => difference.test?.adjusted ?? null,
      render: ({ difference }) => (difference.test === null ? '–' : probability(difference.test.adjusted))
    },
    verdictColumn(view, slices, ({ difference }) => difference)
  ]
  return columns.filter((column) => column !== null)
}

const nameOf = ({ name, difference }: ReadSlice): string =>
  name === null ? conditionsText(difference.group) : `${name}: ${conditionsText(difference.group)}`
