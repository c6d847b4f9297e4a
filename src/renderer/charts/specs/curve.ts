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
  const { x, y, series, density, band } = curve
  const places = x.labels ?? x.numbers ?? []
  const named = series.length > 1
  const percents = isProportion(y.title)
  const { rules, lanes } = rulesOf(curve, band === null ? 0 : 1, theme)
  const expected = band === null ? [] : [bandShape(band, theme)]
  return {
    height: (density === null ? 300 : 360) + LANE_PIXELS * Math.max(0, lanes - 1),
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
      annotations: [...(band === null ? [] : [bandLabel(band, theme)]), ...rules.flatMap(({ annotation }) => annotation ?? [])],
      showlegend: named,
      legend: { orientation: 'h', x: 0, y: 1.04 + (LANE_PIXELS * lanes) / PLOT_PIXELS, yanchor: 'bottom', font: { color: theme.text } },
      margin: { l: 8, r: 16, t: (named ? 26 : 6) + LANE_PIXELS * Math.max(1, lanes), b: 8 }
    })
  }
}

/** Labels above the plot stand in lanes of so many pixels. */
const LANE_PIXELS = 14
/** The smallest plot that there is room for, and a letter: who fits there fits everywhere. */
const PLOT_PIXELS = 220
const NARROWEST_PIXELS = 340
const LETTER_PIXELS = 6
const MOST_LANES = 6

type Rule = Omit<ReturnType<typeof ruleAt>, 'annotation'> & { annotation: Partial<Annotations> | null }

/** A line for each mark, and its words in the lowest lane from `first` on where they cover no others; beyond the last lane the line stands alone. */
function rulesOf({ x, marks }: Curve, first: number, theme: ChartTheme): { rules: Rule[]; lanes: number } {
  const places = x.labels === null ? (x.numbers ?? []) : x.labels.map((_, at) => at)
  const [low, high] = [places[0] ?? 0, places.at(-1) ?? 1]
  const taken: number[] = []
  const rules = [...marks]
    .sort((a, b) => a.at - b.at)
    .map((mark): Rule => {
      const text = shortText(mark.label)
      const middle = (NARROWEST_PIXELS * (mark.at - low)) / (high - low || 1)
      const half = (LETTER_PIXELS * text.length) / 2
      const free = taken.findIndex((end) => end < middle - half)
      const lane = free < 0 ? taken.length : free
      taken[lane] = middle + half
      const { shape, annotation } = ruleAt(theme, 'x', x.labels === null ? mark.at : (x.labels[mark.at] ?? mark.at), text)
      return { shape, annotation: first + lane < MOST_LANES ? { ...annotation, yshift: LANE_PIXELS * (first + lane) } : null }
    })
  return { rules, lanes: Math.min(MOST_LANES, first + taken.length) }
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

/** Above the plot, where no line runs through it. */
const bandLabel = (band: Band, theme: ChartTheme): Partial<Annotations> => ({
  xref: 'paper',
  yref: 'paper',
  x: 0,
  y: 1,
  xanchor: 'left',
  yanchor: 'bottom',
  showarrow: false,
  text: `shaded: ${escapeText(band.label)}`,
  font: { size: 11, color: theme.muted }
})
