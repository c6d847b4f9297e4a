import type { ExhibitOf } from '../../../shared/model/exhibit'
import { axis, escapeText, layoutOf, lowToHigh, shortText, type PlotSpec } from '../plot-spec'
import type { ChartTheme } from '../theme'

/** A column a place of the feature: where its contributions lie (width: how many rows), and whether the other feature is low or high there (colour). */
export function dependenceSpec({ x, unit, edges, other, cells }: ExhibitOf<'dependence'>, theme: ChartTheme): PlotSpec {
  const fullest = Math.max(1, ...cells.map(({ rows }) => rows))
  return {
    height: 360,
    data: [
      {
        type: 'bar',
        x: cells.map((cell) => cell.x),
        y: cells.map((cell) => (edges[cell.y + 1] ?? 0) - (edges[cell.y] ?? 0)),
        base: cells.map((cell) => edges[cell.y] ?? 0),
        width: cells.map(({ rows }) => 0.94 * Math.max(0.12, Math.sqrt(rows / fullest))),
        marker: lowToHigh(
          theme,
          cells.map(({ value }) => value),
          other === null ? null : shortText(other.name, 18)
        ),
        customdata: cells.map((cell) => [
          escapeText(x.labels[cell.x] ?? ''),
          cell.rows,
          edges[cell.y] ?? 0,
          edges[cell.y + 1] ?? 0
        ]) as never,
        hovertemplate: `%{customdata[0]}: %{customdata[1]} rows from %{customdata[2]:.3~g} to %{customdata[3]:.3~g} ${escapeText(unit)}<extra></extra>`
      }
    ],
    layout: layoutOf(theme, {
      barmode: 'overlay',
      xaxis: axis(theme, escapeText(x.title), {
        tickmode: 'array',
        tickvals: x.labels.map((_, place) => place),
        ticktext: x.labels.map((label) => shortText(label, 12)),
        range: [-0.6, x.labels.length - 0.4],
        showgrid: false
      }),
      yaxis: axis(theme, `contribution, ${escapeText(unit)}`, { zeroline: true, zerolinecolor: theme.text })
    })
  }
}
