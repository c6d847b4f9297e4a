import { useMemo, useRef } from 'react'
import type { Measure } from '../../../shared/model/measure'
import { METRICS } from '../../../shared/model/metrics'
import { forest } from '../../../shared/reading/forest'
import { ChartFrame } from '../../charts/ChartFrame'
import { svgText } from '../../charts/export'
import { ForestChart } from '../../charts/ForestChart'
import { inkOfGroup } from '../../charts/palette'
import { useChartTheme } from '../../charts/theme'
import { showEvidence } from '../../state/evidence'
import type { OpenReport } from '../../state/report'
import type { FairnessPicture, GroupSet } from './choice'
import { partDrawn } from './part-drawn'

/** The one picture that answers: each group against its reference, and the criterion's stretch. */
export function ForestPanel({ open, set, picture }: { open: OpenReport; set: GroupSet; picture: FairnessPicture }) {
  const svg = useRef<SVGSVGElement>(null)
  const theme = useChartTheme()
  const drawn = useMemo(() => forest(open.view, picture.sorted, set.name), [open, picture, set])
  const spec = METRICS[picture.metric]
  if (drawn === null)
    return (
      <ChartFrame title={`${spec.name} by ${set.name}`} twin={null} svg={() => null}>
        <p>No figure of this measure can be drawn: the table says why.</p>
      </ChartFrame>
    )
  return (
    <ChartFrame
      title={drawn.caption}
      twin={null}
      svg={() => (svg.current === null ? null : Promise.resolve(svgText(svg.current, theme.surface)))}
      note={`${partDrawn(drawn.rows.length, picture.sorted.length)}${NOTE[spec.toward]}`}
    >
      <ForestChart
        picture={drawn}
        measures={picture.sorted}
        colourOf={(m: Measure) => inkOfGroup(open.report, m.group).colour}
        onChoose={(m) => showEvidence(m.id)}
        svg={svg}
      />
    </ChartFrame>
  )
}

const NOTE = {
  one: 'The line at 1 means no difference. Each bar is the interval; an arrow says that it goes on.',
  zero: 'The line at 0 means no difference. Each bar is the interval; an arrow says that it goes on.',
  high: 'Higher is better. Each bar is the interval.',
  low: 'Higher is worse. Each bar is the interval.',
  none: 'Each bar is the interval.'
} as const
