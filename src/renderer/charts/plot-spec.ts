import type { Annotations, Data, Layout, LayoutAxis, PlotData, Shape } from 'plotly.js'
import type { ChartTheme } from './theme'

/** What Plotly draws: data and layout as plain values, made by pure functions from figures. */
export type PlotSpec = { data: (Data | FloatingBars)[]; layout: Partial<Layout>; height: number }

/** Bars that do not stand on the axis; the published types lack `base`. */
export type FloatingBars = Partial<PlotData> & { type: 'bar'; base: number[] }

/** Perceptually even, low to high: cividis' ends and middle. */
const LOW_TO_HIGH: [number, string][] = [
  [0, '#2c5c8a'],
  [0.5, '#9a938b'],
  [1, '#e6a020']
]

/** Bars in colour from 0, low, to 1, high (½ where nothing is known), with the scale of colours beside them unless `title` is null. */
export function lowToHigh(theme: ChartTheme, values: readonly (number | null)[], title: string | null): Partial<PlotData['marker']> {
  return {
    color: values.map((value) => value ?? 0.5),
    colorscale: LOW_TO_HIGH,
    cmin: 0,
    cmax: 1,
    line: { width: 0 },
    showscale: title !== null,
    colorbar: {
      title: { text: title ?? '', font: { size: 11, color: theme.muted } },
      tickvals: [0, 1],
      ticktext: ['low', 'high'],
      tickfont: { size: 11, color: theme.muted },
      thickness: 8,
      len: 0.6,
      outlinewidth: 0
    }
  }
}

const FONT = "'Source Sans 3', sans-serif"

/** An axis in the page's manner: quiet grid, title with its unit, zero line only where zero means something. */
export function axis(theme: ChartTheme, title: string, more: Partial<LayoutAxis> = {}): Partial<LayoutAxis> {
  return {
    ...(title === '' ? {} : { title: { text: title, font: { size: 12, color: theme.muted }, standoff: 8 } }),
    gridcolor: theme.line,
    linecolor: theme.lineStrong,
    tickcolor: theme.lineStrong,
    tickfont: { size: 12, color: theme.muted },
    zeroline: false,
    automargin: true,
    ...more
  }
}

/** Everything but the axes. */
export function layoutOf(theme: ChartTheme, more: Partial<Layout>): Partial<Layout> {
  return {
    font: { family: FONT, size: 12, color: theme.text },
    paper_bgcolor: theme.surface,
    plot_bgcolor: theme.surface,
    margin: { l: 8, r: 16, t: 8, b: 8 },
    hoverlabel: { bgcolor: theme.sunken, bordercolor: theme.lineStrong, font: { family: FONT, size: 12, color: theme.text } },
    showlegend: false,
    dragmode: false,
    ...more
  }
}

/** A line over the whole plot at one place of x or y, with a word beside it. */
export function ruleAt(
  theme: ChartTheme,
  along: 'x' | 'y',
  at: number | string,
  label: string,
  dash: 'solid' | 'dot' = 'dot'
): { shape: Partial<Shape>; annotation: Partial<Annotations> } {
  const line = { color: theme.text, width: 1, dash }
  const font = { size: 11, color: theme.muted }
  return along === 'x'
    ? {
        shape: { type: 'line', xref: 'x', yref: 'paper', x0: at, x1: at, y0: 0, y1: 1, line },
        annotation: { xref: 'x', yref: 'paper', x: at, y: 1, yanchor: 'bottom', showarrow: false, text: escapeText(label), font }
      }
    : {
        shape: { type: 'line', xref: 'paper', yref: 'y', x0: 0, x1: 1, y0: at, y1: at, line },
        annotation: {
          xref: 'paper',
          yref: 'y',
          x: 1,
          y: at,
          xanchor: 'right',
          yanchor: 'bottom',
          showarrow: false,
          text: escapeText(label),
          font
        }
      }
}

/** Plotly reads a few tags in its texts; names from data must stay text. */
export const escapeText = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** Long names keep their beginnings. */
export const shortText = (text: string, most = 28): string => escapeText(text.length <= most ? text : `${text.slice(0, most - 1)}…`)

/** `#0072b2` at an opacity. */
export function tinted(colour: string, opacity: number): string {
  const parts = /^#(..)(..)(..)$/.exec(colour)
  if (parts === null) return colour
  const [r, g, b] = parts.slice(1).map((hex) => Number.parseInt(hex, 16))
  return `rgba(${r},${g},${b},${opacity})`
}
