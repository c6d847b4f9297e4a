import type { Annotations, Data } from 'plotly.js'
import type { ExhibitOf } from '../../../shared/model/exhibit'
import { inkOf, type Ink } from '../palette'
import { axis, escapeText, layoutOf, ruleAt, shortText, tinted, type PlotSpec } from '../plot-spec'
import { isProportion } from '../proportion'
import type { ChartTheme } from '../theme'

type Curve = ExhibitOf<'curve'>
type Band = NonNullable<Curve['band']>

/** Lines with their intervals as bands, the band that was to be expected behind them, marks with words, the data's density beneath. */
export function curveSpec(curve: Curve, theme: ChartTheme, inks?: readonly Ink[]): PlotSpec {
  const { x, y, series, density, band, marks } = curve
  const places = x.labels ?? x.numbers ?? []
  const named = series.length > 1
  const percents = isProportion(y.title)
  const rules = marks.map((mark) => ruleAt(theme, 'x', x.labels === null ? mark.at : (x.labels[mark.at] ?? mark.at), shortText(mark.label)))
  const expected = band === null ? [] : [bandShape(band, theme)]
  return {
    height: density === null ? 300 : 360,
    data: [
      ...series.flatMap((one, at) => lineOf(one, at, places, inks?.[at] ?? inkOf(at), percents)),
      ...(density === null ? [] : [densityOf(density, places, theme)])
    ],
    layout: layoutOf(theme, {
      xaxis: axis(theme, escapeText(x.title), {
        ...(x.labels === null ? {} : { type: 'category' }),
        ...(density === null ? {} : { anchor: 'y2' })
      }),
      yaxis: axis(theme, escapeText(y.title), {
        ...(percents ? { tickformat: '.3~%' } : {}),
        ...(density === null ? {} : { domain: [0.26, 1] })
      }),
      ...(density === null
        ? {}
        : { yaxis2: axis(theme, 'rows', { domain: [0, 0.16], showticklabels: false, showgrid: false, fixedrange: true }) }),
      shapes: [...expected, ...rules.map(({ shape }) => shape)],
      annotations: [...(band === null ? [] : [bandLabel(band, theme)]), ...rules.map(({ annotation }) => annotation)],
      showlegend: named,
      legend: { orientation: 'h', x: 0, y: 1.04, yanchor: 'bottom', font: { color: theme.text } },
      margin: { l: 8, r: 16, t: named ? 40 : 20, b: 8 }
    })
  }
}

/** What a point of a line says of itself when it is chosen: the places of its line and of it. */
export type CurvePoint = readonly [series: number, point: number]

function lineOf(
  { name, values, low, high }: Curve['series'][number],
  series: number,
  x: readonly (number | string)[],
  ink: Ink,
  percents: boolean
): Data[] {
  const bounded = low !== null && high !== null
  const band: Data[] = bounded
    ? [
        {
          type: 'scatter',
          mode: 'lines',
          x: [...x],
          y: high,
          line: { width: 0 },
          hoverinfo: 'skip',
          showlegend: false,
          connectgaps: false
        },
        {
          type: 'scatter',
          mode: 'lines',
          x: [...x],
          y: low,
          fill: 'tonexty',
          fillcolor: tinted(ink.colour, 0.16),
          line: { width: 0 },
          hoverinfo: 'skip',
          showlegend: false
        }
      ]
    : []
  const line: Data = {
    type: 'scatter',
    mode: x.length > 60 ? 'lines' : 'lines+markers',
    name: escapeText(name),
    x: [...x],
    y: values,
    customdata: values.map((_, point) => [series, point]),
    line: { color: ink.colour, width: 2, dash: ink.dash },
    marker: { size: 5, color: ink.colour },
    hovertemplate: `${escapeText(name)}<br>%{x}: %{y:${percents ? '.4~%' : '.4~g'}}<extra></extra>`
  }
  return [...band, line]
}

const densityOf = (density: readonly number[], x: readonly (number | string)[], theme: ChartTheme): Data => ({
  type: 'bar',
  x: [...x],
  y: [...density],
  yaxis: 'y2',
  marker: { color: theme.lineStrong },
  hovertemplate: '%{y:.1%} of the rows<extra></extra>',
  showlegend: false
})

const bandShape = (band: Band, theme: ChartTheme): object => ({
  type: 'rect',
  xref: 'paper',
  x0: 0,
  x1: 1,
  ...(band.low === null ? { y0: 0, yref: 'paper' } : { y0: band.low, yref: 'y' }),
  y1: band.high ?? band.low,
  fillcolor: tinted(theme.accent, 0.12),
  line: { width: 0 },
  layer: 'below'
})

/** On a ground of its own, so that no grid line strikes it through. */
const bandLabel = (band: Band, theme: ChartTheme): Partial<Annotations> => ({
  xref: 'paper',
  yref: 'y',
  x: 0,
  y: band.high ?? band.low ?? 0,
  xanchor: 'left',
  yanchor: 'top',
  xshift: 4,
  yshift: -3,
  showarrow: false,
  text: escapeText(band.label),
  bgcolor: theme.surface,
  opacity: 0.85,
  font: { size: 11, color: theme.muted }
})
