import type { ExhibitOf } from '../../../../shared/model/exhibit'
import { linearScale } from '../../../../shared/reading/axis'
import type { Timeline } from '../blocks'
import { significant } from '../figure'

/** A curve over windows, with the thresholds that criteria set on it. */
export type Watched = { curve: ExhibitOf<'curve'>; title: string; thresholds: readonly number[] }

/** Curves over windows as small multiples; a triangle is a window beyond the band. */
export function timelinesOf(watched: readonly Watched[], caption: string): Timeline {
  const bands = watched.some(({ curve }) => curve.band !== null)
  const lines = watched.some(({ thresholds }) => thresholds.length > 0)
  return {
    kind: 'timeline',
    caption,
    alt: `${watched.map(inWords).join(' ')} The attached drift-windows.csv has the figures.`,
    note: [
      'across: windows in order of time; bars: intervals',
      ...(bands ? ['shaded: expected from the windows of the reference; triangles: beyond it; dotted: first window beyond'] : []),
      ...(lines ? ['dashed: threshold of a criterion'] : []),
      'figures: drift-windows.csv, attached'
    ].join('; '),
    panels: watched.map(panelOf)
  }
}

function inWords({ curve: { series, x, marks }, title }: Watched): string {
  const values = series[0]?.values ?? []
  const most = values.reduce<number>((at, value, i) => ((value ?? -1) > (values[at] ?? -1) ? i : at), 0)
  const first = marks[0] === undefined ? '' : ` ${marks[0].label}.`
  return `${title}: highest in ${x.labels?.[most] ?? ''} at ${significant(values[most] ?? 0)}.${first}`
}

function panelOf({ curve: { x, series, band, marks }, title, thresholds }: Watched): Timeline['panels'][number] {
  const [line] = series
  const values = line?.values ?? []
  const labels = x.labels ?? []
  const drawn = [...values, ...(line?.low ?? []), ...(line?.high ?? []), band?.low, band?.high, ...thresholds].filter((one) => one != null)
  const [least, most] = [Math.min(0, ...drawn), Math.max(0, ...drawn)]
  const scale = linearScale('', [least, most === least ? least + 1 : most])
  const across = (i: number): number => Math.round(((i + 0.5) / Math.max(1, labels.length)) * 1e4) / 1e4
  const place = (value: number | null | undefined): number | null => (value === null || value === undefined ? null : scale.place(value))
  const step = Math.max(1, Math.ceil(labels.length / 3))
  return {
    title,
    y: { ...scale.axis, ticks: scale.axis.ticks.filter((_, i, all) => all.length <= 4 || i % Math.ceil(all.length / 4) === 0) },
    labels: labels.flatMap((label, i) => (i % step === 0 ? [{ at: across(i), label: label.split('..')[0] ?? label }] : [])),
    zero: least < 0 ? scale.place(0) : null,
    points: values.flatMap((value, i) =>
      value === null
        ? []
        : [
            {
              x: across(i),
              y: scale.place(value),
              low: place(line?.low?.[i]),
              high: place(line?.high?.[i]),
              beyond: (band?.high != null && value > band.high) || (band?.low != null && value < band.low)
            }
          ]
    ),
    band: band === null ? null : { from: scale.place(band.low ?? scale.low), to: scale.place(band.high ?? scale.high) },
    lines: thresholds.map((threshold) => ({ at: scale.place(threshold), label: String(threshold) })),
    marks: marks.map(({ at, label }) => ({ x: across(at), label }))
  }
}
