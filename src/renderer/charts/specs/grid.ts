import type { PlotData } from 'plotly.js'
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

/** Of columns that lack values together: a cell is filled or not, so there is no scale. */
const isPattern = ({ id }: Pick<ExhibitOf<'grid'>, 'id'>): boolean => id.startsWith('quality/missing-patterns')

/** A heat map; the scale diverges only where a value means "nothing". */
export function gridSpec(exhibit: ExhibitOf<'grid'>, theme: ChartTheme): PlotSpec {
  const { rows, columns, values, neutral } = exhibit
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
        ...(isPattern(exhibit) ? filled(values) : figuresOn(cells, theme, isOfCounts(exhibit) ? ',d' : null))
      }
    ],
    layout: layoutOf(theme, {
      xaxis: axis(theme, isPattern(exhibit) ? 'filled: the column has no value' : escapeText(columns.title), {
        type: 'category',
        showgrid: false
      }),
      yaxis: axis(theme, escapeText(rows.title), { type: 'category', autorange: 'reversed', showgrid: false })
    })
  }
}

/** `format`: of whole numbers; others have as many digits as tell them apart. */
const figuresOn = (cells: number, theme: ChartTheme, format: string | null): Partial<PlotData> => ({
  ...(cells <= MOST_LABELLED ? { texttemplate: `%{z:${format ?? '.2~g'}}`, textfont: { size: 11 } } : {}),
  colorbar: { thickness: 8, outlinewidth: 0, tickfont: { size: 11, color: theme.muted } },
  hovertemplate: `%{y}, %{x}: %{z:${format ?? '.4~g'}}<extra></extra>`
})

const isOfCounts = ({ values }: ExhibitOf<'grid'>): boolean => values.flat().every((value) => value === null || Number.isInteger(value))

const filled = (values: ExhibitOf<'grid'>['values']): Partial<PlotData> => ({
  z: values.map((row) => row.map((value) => (value === 1 ? 1 : null))),
  zmin: 0,
  zmax: 1,
  showscale: false,
  hovertemplate: '%{y} without %{x}<extra></extra>'
})
