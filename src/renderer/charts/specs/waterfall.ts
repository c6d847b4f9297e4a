import type { ExhibitOf } from '../../../shared/model/exhibit'
import { axis, escapeText, layoutOf, shortText, type PlotSpec } from '../plot-spec'
import type { ChartTheme } from '../theme'

const RAISES = '#d55e00'
const LOWERS = '#0072b2'
const BAR = 0.64

type Step = { label: string; from: number; to: number; low: number | null; high: number | null; total: boolean }

/** Where each bar begins and ends; limits are those of the place where the step ends. */
export function stepsOf({ start, steps, end }: ExhibitOf<'waterfall'>): Step[] {
  let at = start.value
  const between = steps.map(({ label, value, low, high }): Step => {
    const from = at
    at += value
    return { label, from, to: at, low: low === null ? null : from + low, high: high === null ? null : from + high, total: false }
  })
  const total = ({ label, value }: typeof start): Step => ({ label, from: 0, to: value, low: null, high: null, total: true })
  return [total(start), ...between, total(end)]
}

/** From one value to another in signed steps, read from the top down. */
export function waterfallSpec(exhibit: ExhibitOf<'waterfall'>, theme: ChartTheme): PlotSpec {
  const steps = stepsOf(exhibit)
  const colour = ({ from, to, total }: Step): string => (total ? theme.lineStrong : to >= from ? RAISES : LOWERS)
  return {
    height: 64 + steps.length * 26,
    data: [
      {
        type: 'bar',
        orientation: 'h',
        y: steps.map((_, at) => at),
        x: steps.map(({ from, to }) => to - from),
        base: steps.map(({ from }) => from),
        width: BAR,
        marker: { color: steps.map(colour), line: { width: 0 } },
        error_x: {
          type: 'data',
          symmetric: false,
          array: steps.map(({ to, high }) => (high === null ? 0 : high - to)),
          arrayminus: steps.map(({ to, low }) => (low === null ? 0 : to - low)),
          color: theme.text,
          thickness: 1,
          width: 3
        },
        text: steps.map(stepText),
        textposition: 'outside',
        textfont: { color: theme.text, size: 12 },
        customdata: steps.map(({ label }) => escapeText(label)),
        hovertemplate: '%{customdata}: %{text}<extra></extra>',
        cliponaxis: false
      }
    ],
    layout: layoutOf(theme, {
      xaxis: axis(theme, escapeText(exhibit.unit)),
      yaxis: axis(theme, '', {
        range: [steps.length - 0.4, -0.6],
        tickmode: 'array',
        tickvals: steps.map((_, at) => at),
        ticktext: steps.map(({ label }) => shortText(label, 32)),
        showgrid: false
      }),
      shapes: steps.slice(0, -1).map(({ to }, at) => ({
        type: 'line',
        x0: to,
        x1: to,
        y0: at + BAR / 2,
        y1: at + 1 - BAR / 2,
        line: { color: theme.lineStrong, width: 1 }
      })),
      margin: { l: 8, r: 72, t: 8, b: 8 }
    })
  }
}

function stepText({ from, to, total }: Step): string {
  const text = (total ? to : to - from).toPrecision(total ? 4 : 3).replace('-', '−')
  return total || to < from ? text : `+${text}`
}
