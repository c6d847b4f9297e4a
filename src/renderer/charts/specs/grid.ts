import type { ExhibitOf } from '../../../shared/model/exhibit'
import { axis, escapeText, layoutOf, shortText, type PlotSpec } from '../plot-spec'
import type { ChartTheme } from '../theme'

const DIVERGING = (theme: ChartTheme): [number, string][] => [
  [0, '#0072b2'],
  [0.5, theme.surface],
  [1, '#d55e00']
]
const EVEN = (theme: ChartTheme): [number, string][] => [
  [0, theme.surface],
  [1, '#0072b2']
]
const MOST_LABELLED = 400

/** A heat map; the scale diverges only where a value means "nothing". */
export function gridSpec({ rows, columns, values, neutral }: ExhibitOf<'grid'>, theme: ChartTheme): PlotSpec {
  const known = values.flat().filter((value) => value !== null)
  const far = neutral === null ? 0 : Math.max(1e-12, ...known.map((value) => Math.abs(value - neutral)))
  const cells = rows.labels.length * columns.labels.length
  return {
    height: Math.min(640, 90 + Math.max(5, rows.labels.length) * 24),
    data: [
      {
        type: 'heatmap',
        x: columns.labels.map((label) => shortText(label, 18)),
        y: rows.labels.map((label) => shortText(label, 24)),
        z: values,
        ...(neutral === null ? {} : { zmin: neutral - far, zmax: neutral + far }),
        colorscale: neutral === null ? EVEN(theme) : DIVERGING(theme),
        xgap: 1,
        ygap: 1,
        hoverongaps: false,
        ...(cells <= MOST_LABELLED ? { texttemplate: '%{z:.2~g}', textfont: { size: 11 } } : {}),
        colorbar: { thickness: 8, outlinewidth: 0, tickfont: { size: 11, color: theme.muted } },
        hovertemplate: '%{y}, %{x}: %{z:.4~g}<extra></extra>'
      }
    ],
    layout: layoutOf(theme, {
      xaxis: axis(theme, escapeText(columns.title), { type: 'category', showgrid: false }),
      yaxis: axis(theme, escapeText(rows.title), { type: 'category', autorange: 'reversed', showgrid: false })
    })
  }
}
