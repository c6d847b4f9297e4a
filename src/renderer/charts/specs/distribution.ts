import type { ExhibitOf } from '../../../shared/model/exhibit'
import { percent } from '../../../shared/words/format'
import { inkOf } from '../palette'
import { axis, escapeText, layoutOf, shortText, tinted, type PlotSpec } from '../plot-spec'
import type { ChartTheme } from '../theme'

/** Shares of the same bins side by side, a colour a part. `inks`: of the series, where they are groups. */
export function distributionSpec({ bins, series }: ExhibitOf<'distribution'>, theme: ChartTheme, inks?: readonly string[]): PlotSpec {
  const colour = (at: number): string => inks?.[at] ?? inkOf(at).colour
  const labels = bins.map((bin) => shortText(bin.label, 24))
  return {
    height: 300,
    data: series.map((one, at) => ({
      type: 'bar',
      name: escapeText(one.name),
      x: labels,
      y: one.shares,
      marker: { color: tinted(colour(at), 0.8), line: { color: colour(at), width: 1 } },
      hovertemplate: `%{x}<br>${escapeText(one.name)}: %{customdata}<extra></extra>`,
      customdata: one.shares.map((share) => percent(share, 2))
    })),
    layout: layoutOf(theme, {
      barmode: 'group',
      bargap: 0.18,
      xaxis: axis(theme, '', { type: 'category' }),
      yaxis: axis(theme, 'Share of the rows', { tickformat: '.0%', rangemode: 'tozero' }),
      showlegend: series.length > 1,
      legend: { orientation: 'h', x: 0, y: 1.02, yanchor: 'bottom', font: { color: theme.text } },
      margin: { l: 8, r: 16, t: 32, b: 8 }
    })
  }
}
