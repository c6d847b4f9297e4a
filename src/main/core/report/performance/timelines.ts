import type { ExhibitOf } from '../../../../shared/model/exhibit'
import { linearScale, type Scale } from '../../../../shared/reading/axis'
import type { Timeline } from '../blocks'
import { significant } from '../figure'

type Curve = ExhibitOf<'curve'>
type Panel = Timeline['panels'][number]

/** A metric's curve, with the thresholds that criteria set on its windows. */
export type Watched = { curve: Curve; thresholds: readonly number[] }

/** One panel a metric over the windows, in a scale that shows their differences; a triangle is a window outside the expected range. */
export function performanceTimelines(watched: readonly Watched[], caption: string): Timeline {
  const curves = watched.map(({ curve }) => curve)
  const marked = curves.some(({ marks }) => marks.length > 0)
  return {
    kind: 'timeline',
    caption,
    alt: `${curves.map(inWords).join(' ')} The table that follows has the figures.`,
    note: [
      'across: windows in order of time; bars: intervals; scales do not begin at nought',
      ...(curves.some(({ band }) => band !== null)
        ? ['shaded: expected of a further window like those of the reference; triangles: outside it']
        : []),
      ...(watched.some(({ thresholds }) => thresholds.length > 0) ? ['dashed: threshold of a criterion'] : []),
      ...(marked ? ['dotted: windows in which a detector of change fired'] : [])
    ].join('; '),
    panels: watched.map(panelOf)
  }
}

function inWords({ title, series, x, band }: Curve): string {
  const values = series[0]?.values ?? []
  const said = values.flatMap((value, i) => (value === null ? [] : [`${x.labels?.[i] ?? ''} ${significant(value)}`]))
  const range = band === null ? '' : `, expected ${significant(band.low ?? 0)} to ${significant(band.high ?? 0)}`
  return `${title}${range}: ${said.join(', ')}.`
}

const rounded = (share: number): number => Math.round(share * 1e4) / 1e4

function panelOf({ curve: { title, x, y, series, band, marks }, thresholds }: Watched): Panel {
  const [line] = series
  const values = line?.values ?? []
  const labels = x.labels ?? []
  const numbers = [...values, ...(line?.low ?? []), ...(line?.high ?? []), band?.low, band?.high, ...thresholds].filter(
    (value) => value != null
  )
  const scale = linearScale('', numbers)
  const across = (i: number): number => rounded((i + 0.5) / Math.max(1, labels.length))
  const step = Math.max(1, Math.ceil(labels.length / 3))
  const at = (value: number | null | undefined): number | null => (value == null ? null : scale.place(value))
  const isBeyond = (value: number): boolean => (band?.high != null && value > band.high) || (band?.low != null && value < band.low)
  return {
    title: y.title === '' ? title : y.title,
    y: thinned(scale),
    labels: labels.flatMap((label, i) => (i % step === 0 ? [{ at: across(i), label: label.split('..')[0] ?? label }] : [])),
    zero: scale.low < 0 && scale.high > 0 ? scale.place(0) : null,
    points: values.flatMap((value, i) =>
      value === null
        ? []
        : [{ x: across(i), y: scale.place(value), low: at(line?.low?.[i]), high: at(line?.high?.[i]), beyond: isBeyond(value) }]
    ),
    band: band === null ? null : { from: at(band.low) ?? 0, to: at(band.high) ?? 1 },
    lines: thresholds.map((threshold) => ({ at: scale.place(threshold), label: String(threshold) })),
    marks: [...new Set(marks.map((mark) => mark.at))].map((window) => ({ x: across(window), label: '' }))
  }
}

const thinned = ({ axis }: Scale): Panel['y'] => {
  const every = Math.max(1, Math.ceil(axis.ticks.length / 4))
  return { ...axis, ticks: axis.ticks.filter((_, i) => i % every === 0) }
}
