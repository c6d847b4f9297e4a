import { useRef } from 'react'
import type { Measure } from '../../shared/model/measure'
import type { MetricSpec } from '../../shared/model/metrics'
import type { Forest } from '../../shared/reading/forest'
import { showEvidence } from '../state/evidence'
import { ChartFrame } from './ChartFrame'
import { svgText } from './export'
import { ForestChart } from './ForestChart'
import { useChartTheme } from './theme'

type Props = {
  /** Null where no figure can be drawn. */
  drawn: Forest | null
  /** What stands above where nothing is drawn. */
  title: string
  measures: readonly Measure[]
  colourOf: (measure: Measure) => string
  toward: MetricSpec['toward']
  /** Said before the note on the line and the bars. */
  note?: string
}

/** A forest plot in its frame; a row shows its evidence. */
export function ForestFigure({ drawn, title, measures, colourOf, toward, note = '' }: Props) {
  const svg = useRef<SVGSVGElement>(null)
  const theme = useChartTheme()
  if (drawn === null)
    return (
      <ChartFrame title={title} twin={null} svg={() => null}>
        <p>No figure of this measure can be drawn: the table says why.</p>
      </ChartFrame>
    )
  return (
    <ChartFrame
      title={drawn.caption}
      twin={null}
      svg={() => (svg.current === null ? null : Promise.resolve(svgText(svg.current, theme.surface)))}
      note={`${note}${NOTE[toward]}`}
    >
      <ForestChart picture={drawn} measures={measures} colourOf={colourOf} onChoose={(m) => showEvidence(m.id)} svg={svg} />
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
