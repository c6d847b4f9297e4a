import type { ExhibitOf } from '../../../shared/model/exhibit'
import { axis, escapeText, layoutOf, shortText, type PlotSpec } from '../plot-spec'
import type { ChartTheme } from '../theme'

const RAISES = '#d55e00'
const LOWERS = '#0072b2'
const BAR = 0.64
/** Where the steps take less of the axis than this share, it begins near them instead of at nothing. */
const LEAST_SHARE = 0.35

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

/** The stretch of the axis where there is something to see; null: all of it from nothing on, so that totals can be bars. */
export function stretchOf(steps: readonly Step[]): [number, number] | null {
  const places = steps.flatMap(({ from, to, low, high, total }) => [...(total ? [] : [from]), to, low ?? to, high ?? to])
  const [low, high] = [Math.min(...places), Math.max(...places)]
  const span = high - low
  if (low * high <= 0 || span === 0 || span >= LEAST_SHARE * Math.max(-low, high)) return null
  return [low - 0.12 * span, high + 0.12 * span]
}

/** From one value to another in signed steps, read from the top down. Totals are bars from nothing, or points where the axis begins near the steps. */
export function waterfallSpec(exhibit: ExhibitOf<'waterfall'>, theme: ChartTheme): PlotSpec {
  const steps = stepsOf(exhibit)
  const stretch = stretchOf(steps)
  const percents = exhibit.unit === 'proportion'
  const isPoint = ({ total }: Step): boolean => total && stretch !== null
  const colour = ({ from, to, total }: Step): string => (total ? theme.lineStrong : to >= from ? RAISES : LOWERS)
  return {
    height: 64 + steps.length * 26,
    data: [
      {
        type: 'bar',
        orientation: 'h',
        y: steps.map((_, at) => at),
        x: steps.map((step) => (isPoint(step) ? 0 : step.to - step.from)),
        base: steps.map((step) => (isPoint(step) ? step.to : step.from)),
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
        customdata: steps.map((step) => `${escapeText(step.label)}: ${stepText(step, percents)}`),
        hovertemplate: '%{customdata}<extra></extra>'
      },
      {
        type: 'scatter',
        mode: 'markers',
        x: steps.map((step) => (isPoint(step) ? step.to : null)),
        y: steps.map((_, at) => at),
        marker: { symbol: 'diamond', size: 11, color: theme.text },
        customdata: steps.map((step) => `${escapeText(step.label)}: ${stepText(step, percents)}`),
        hovertemplate: '%{customdata}<extra></extra>'
      },
      {
        type: 'scatter',
        mode: 'text',
        x: steps.map(({ from, to, high }) => Math.max(from, to, high ?? to)),
        y: steps.map((_, at) => at),
        text: steps.map((step) => `${isPoint(step) ? '\u2002' : ''}\u2002${stepText(step, percents)}`),
        textposition: 'middle right',
        textfont: { color: theme.text, size: 12 },
        hoverinfo: 'skip',
        cliponaxis: false
      }
    ],
    layout: layoutOf(theme, {
      xaxis: axis(theme, `${escapeText(exhibit.unit)}${stretch === null ? '' : ' (the axis does not begin at 0)'}`, {
        ...(stretch === null ? {} : { range: stretch }),
        ...(percents ? { tickformat: '.3~%' } : {})
      }),
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

function stepText({ from, to, total }: Step, percents: boolean): string {
  const size = (total ? to : to - from) * (percents ? 100 : 1)
  const text = size.toPrecision(total ? 4 : 3).replace('-', '−') + (percents ? '\u202f%' : '')
  return total || to < from ? text : `+${text}`
}
