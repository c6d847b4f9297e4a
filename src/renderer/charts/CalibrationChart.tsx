import { useMemo, useRef, type ReactNode } from 'react'
import { figures, suppressed, type View } from '../../shared/reading/view'
import { groupValues } from '../../shared/words/words'
import type { OpenReport } from '../state/report'
import { ChartFrame, type Twin } from './ChartFrame'
import { inkOfGroup } from './palette'
import { PlotChart } from './PlotChart'
import { calibrationSpec, type CalibrationPair } from './specs/calibration'
import { useChartTheme } from './theme'

type Props = {
  open: OpenReport
  what: string
  pairs: readonly CalibrationPair[]
  /** Names of the groups that get a line; the table has all. */
  drawn: readonly string[]
  /** Where they are chosen. */
  picker: ReactNode
}

/** Are scores honest per group? */
export function CalibrationChart({ open, what, pairs, drawn, picker }: Props) {
  const theme = useChartTheme()
  const exporter = useRef<(() => Promise<string>) | null>(null)
  const shown = useMemo(() => pairs.filter(({ rate }) => !suppressed(open.view, rate)), [open, pairs])
  const lines = useMemo(() => shown.filter(({ rate }) => drawn.includes(groupValues(rate.group))), [shown, drawn])
  const spec = useMemo(() => calibrationSpec(lines, theme, (m) => inkOfGroup(open.report, m.group)), [lines, theme, open])
  const twin = useMemo(() => twinOf(open.view, shown), [open, shown])
  const title = `Are scores honest, by ${what}?`
  return (
    <ChartFrame
      title={title}
      twin={twin}
      svg={() => exporter.current?.() ?? null}
      note="On the dotted line a score comes true as often as it says; bars are intervals. A group below the line is promised more than it gets."
    >
      {picker}
      <PlotChart spec={spec} alt={`${title} Its table has the same figures.`} exporter={exporter} />
    </ChartFrame>
  )
}

const twinOf = (view: View, pairs: readonly CalibrationPair[]): Twin<CalibrationPair> => ({
  keyOf: ({ rate }) => rate.id,
  rows: pairs,
  columns: [
    { id: 'group', title: 'Group', value: ({ rate }) => groupValues(rate.group) },
    { id: 'bin', title: 'Bin', align: 'right', value: ({ rate }) => rate.at.bin ?? null },
    { id: 'n', title: 'n', align: 'right', value: ({ rate }) => rate.n.group },
    {
      id: 'score',
      title: 'Mean score',
      align: 'right',
      value: ({ score }) => score.estimate,
      render: ({ score }) => figures(view, score).estimate
    },
    {
      id: 'rate',
      title: 'Outcome',
      align: 'right',
      value: ({ rate }) => rate.estimate,
      render: ({ rate }) => figures(view, rate).estimate
    },
    { id: 'interval', title: 'Interval', align: 'right', value: ({ rate }) => figures(view, rate).interval }
  ]
})
