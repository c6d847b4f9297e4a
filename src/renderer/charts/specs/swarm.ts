import type { ExhibitOf } from '../../../shared/model/exhibit'
import { axis, escapeText, layoutOf, lowToHigh, shortText, type PlotSpec } from '../plot-spec'
import type { ChartTheme } from '../theme'

/** One strip a feature: where the rows' contributions lie (height: how many), and whether the feature is low or high there (colour). */
export function swarmSpec({ unit, edges, rows }: ExhibitOf<'swarm'>, theme: ChartTheme): PlotSpec {
  const shown = [...rows].sort((a, b) => a.meanAbsolute - b.meanAbsolute)
  const points = shown.flatMap((row, place) => {
    const most = Math.max(1, ...row.counts)
    return row.counts.flatMap((count, bin) => {
      const [from, to] = [edges[bin], edges[bin + 1]]
      return count === 0 || from === undefined || to === undefined
        ? []
        : [
            {
              x: (from + to) / 2,
              width: to - from,
              place,
              size: 0.12 + 0.72 * Math.sqrt(count / most),
              count,
              value: row.value[bin] ?? null,
              name: row.feature
            }
          ]
    })
  })
  return {
    height: 70 + shown.length * 30,
    data: [
      {
        type: 'bar',
        x: points.map((point) => point.x),
        y: points.map((point) => point.size),
        base: points.map((point) => point.place - point.size / 2),
        width: points.map((point) => point.width),
        marker: lowToHigh(
          theme,
          points.map(({ value }) => value),
          'feature'
        ),
        customdata: points.map((point) => [escapeText(point.name), point.count]) as never,
        hovertemplate: `%{customdata[0]}: %{customdata[1]} rows at %{x:.3~g} ${escapeText(unit)}<extra></extra>`
      }
    ],
    layout: layoutOf(theme, {
      barmode: 'overlay',
      xaxis: axis(theme, escapeText(unit), { zeroline: true, zerolinecolor: theme.text }),
      yaxis: axis(theme, '', {
        tickmode: 'array',
        tickvals: shown.map((_, place) => place),
        ticktext: shown.map((row) => shortText(row.feature)),
        range: [-0.6, shown.length - 0.4],
        showgrid: false
      })
    })
  }
}
