import { useMemo, useRef } from 'react'
import type { ExploreAnswer } from '../../../../shared/model/explore'
import type { Measure } from '../../../../shared/model/measure'
import type { MetricId } from '../../../../shared/model/metrics'
import { byGap, isPlain } from '../../../../shared/reading/fairness-answer'
import { forest, thresholdFor } from '../../../../shared/reading/forest'
import { figures, suppressed, type View } from '../../../../shared/reading/view'
import { groupValues, remarkText } from '../../../../shared/words/words'
import { ChartFrame, type Twin } from '../../../charts/ChartFrame'
import { svgText } from '../../../charts/export'
import { ForestChart } from '../../../charts/ForestChart'
import { inkOfGroup } from '../../../charts/palette'
import { useChartTheme } from '../../../charts/theme'
import type { OpenReport } from '../../../state/report'
import type { GroupSet } from '../choice'
import { partDrawn } from '../part-drawn'
import { thresholdText } from './threshold-text'

const PENDING = 'Intervals that need resampling follow when the line is let go.'
const EXPLORED = 'Explored, not audited: no criterion is decided here.'

type Props = { open: OpenReport; set: GroupSet; metric: MetricId; title: string; answer: ExploreAnswer }

/** The groups at the threshold where the line stands: what an audit would print there, on the stretch where its criterion is met. No verdict. */
export function ThresholdFigures({ open, set, metric, title, answer }: Props) {
  const svg = useRef<SVGSVGElement>(null)
  const theme = useChartTheme()
  const view = useMemo((): View => ({ ...open.view, verdicts: () => [] }), [open])
  const measures = useMemo(() => byGap(answer.measures.filter((m) => m.metric === metric && m.group !== null)), [answer, metric])
  const criterion = useMemo(() => {
    const audited = set.measures.filter((m) => m.metric === metric && m.group !== null && isPlain(open.view, m))
    return thresholdFor(open.view, audited)
  }, [open, set, metric])
  const drawn = useMemo(() => forest(view, measures, set.name, criterion), [view, measures, set, criterion])
  const twin = useMemo(() => twinOf(view, measures), [view, measures])
  const pending = answer.pending.length > 0
  return (
    <ChartFrame
      title={`${title} by ${set.name}, ${thresholdText(answer)}`}
      twin={twin}
      svg={() => (svg.current === null ? null : Promise.resolve(svgText(svg.current, theme.surface)))}
      note={`${partDrawn(drawn?.rows.length ?? measures.length, measures.length)}${pending ? PENDING : EXPLORED}`}
    >
      {drawn === null ? (
        <p>No figure can be drawn: {[...new Set(measures.map(remarkText))].join(', ') || 'there is none'}.</p>
      ) : (
        <ForestChart picture={drawn} measures={measures} colourOf={(m) => inkOfGroup(open.report, m.group).colour} svg={svg} />
      )}
    </ChartFrame>
  )
}

const twinOf = (view: View, measures: readonly Measure[]): Twin<Measure> => ({
  keyOf: (m) => m.id,
  rows: measures,
  columns: [
    { id: 'group', title: 'Group', value: (m) => groupValues(m.group) },
    {
      id: 'estimate',
      title: 'Estimate',
      align: 'right',
      value: (m) => (suppressed(view, m) ? null : m.estimate),
      render: (m) => figures(view, m).estimate
    },
    { id: 'interval', title: 'Interval', align: 'right', value: (m) => figures(view, m).interval },
    { id: 'n', title: 'n', align: 'right', value: (m) => figures(view, m).n },
    { id: 'remark', title: 'Remark', value: remarkText }
  ]
})
