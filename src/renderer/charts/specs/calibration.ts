import type { Measure } from '../../../shared/model/measure'
import { grouping } from '../../../shared/reading/view'
import { groupValues } from '../../../shared/words/words'
import { axis, escapeText, layoutOf, tinted, type PlotSpec } from '../plot-spec'
import type { Ink } from '../palette'
import type { ChartTheme } from '../theme'

/** One bin of scores: their mean, and the share that came true. */
export type CalibrationPair = { score: Measure; rate: Measure }

/** Share with the outcome against mean score, a line a group with intervals; on the diagonal a score comes true. */
export function calibrationSpec(pairs: readonly CalibrationPair[], theme: ChartTheme, inkOf: (m: Measure) => Ink): PlotSpec {
  const groups = grouping([...pairs], ({ rate }) => groupValues(rate.group))
  return {
    height: 340,
    data: [
      {
        type: 'scatter',
        mode: 'lines',
        x: [0, 1],
        y: [0, 1],
        line: { color: theme.lineStrong, width: 1, dash: 'dot' },
        hoverinfo: 'skip',
        showlegend: false
      },
      ...[...groups].flatMap(([name, of]) => {
        const [first] = of
        if (first === undefined) return []
        const ink = inkOf(first.rate)
        const y = of.map(({ rate }) => rate.estimate)
        return [
          {
            type: 'scatter' as const,
            mode: 'lines+markers' as const,
            name: escapeText(name),
            x: of.map(({ score }) => score.estimate),
            y,
            line: { color: ink.colour, width: 2, dash: ink.dash },
            marker: { size: 6, color: ink.colour },
            error_y: {
              type: 'data' as const,
              symmetric: false,
              array: of.map(({ rate }) => (rate.interval?.high ?? rate.estimate ?? 0) - (rate.estimate ?? 0)),
              arrayminus: of.map(({ rate }) => (rate.estimate ?? 0) - (rate.interval?.low ?? rate.estimate ?? 0)),
              color: tinted(ink.colour, 0.6),
              thickness: 1.2,
              width: 3
            },
            customdata: of.map(({ rate }) => rate.n.group),
            hovertemplate: `${escapeText(name)}<br>score %{x:.3f}: %{y:.1%} of %{customdata} rows<extra></extra>`
          }
        ]
      })
    ],
    layout: layoutOf(theme, {
      xaxis: axis(theme, 'mean score of the bin', { range: [0, 1] }),
      yaxis: axis(theme, 'share with the outcome', { range: [0, 1], tickformat: '.0%' }),
      showlegend: true,
      legend: { orientation: 'h', x: 0, y: 1.02, yanchor: 'bottom', font: { color: theme.text } },
      margin: { l: 8, r: 16, t: 32, b: 8 }
    })
  }
}
