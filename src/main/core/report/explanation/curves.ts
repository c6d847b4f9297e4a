import type { ExhibitOf } from '../../../../shared/model/exhibit'
import { linearScale } from '../../../../shared/reading/axis'
import type { CurvePanel, Curves } from '../blocks'
import { significant } from '../figure'

/** Curve exhibits as panels of one picture. */
export function curvesOf(exhibits: readonly ExhibitOf<'curve'>[], caption: string): Curves {
  return {
    kind: 'curves',
    caption,
    alt: `${exhibits.map(inWords).join(' ')} The table that follows has figures of the same curves.`,
    panels: exhibits.map(panelOf)
  }
}

function inWords({ x, series, title }: ExhibitOf<'curve'>): string {
  const ends = series.map(({ name, values }) => {
    const known = values.filter((value) => value !== null)
    const [first, last] = [known[0], known[known.length - 1]]
    return first === undefined || last === undefined
      ? `${name}: nothing known`
      : `${name} goes from ${significant(first)} to ${significant(last)}`
  })
  return `${title}, over ${x.title}: ${ends.join('; ')}.`
}

function panelOf({ x, y, series, density, band, marks, title }: ExhibitOf<'curve'>): CurvePanel {
  const numbers = x.numbers ?? (x.labels ?? []).map((_, place) => place)
  const known = series.flatMap(({ values, low, high }) => [...values, ...(low ?? []), ...(high ?? [])]).filter((value) => value !== null)
  const across = linearScale(x.title, numbers)
  const up = linearScale(y.title, [...known, ...[band?.low, band?.high].filter((value) => value !== null && value !== undefined)])
  const fullest = Math.max(1e-12, ...(density ?? []))
  return {
    title,
    x:
      x.labels === null
        ? across.axis
        : { title: x.title, ticks: spread(x.labels).map((place) => ({ at: across.place(place), label: x.labels?.[place] ?? '' })) },
    y: up.axis,
    series: series.map(({ name, values, low, high }) => ({
      name,
      points: values.flatMap((value, i) =>
        value === null
          ? []
          : [{ x: across.place(numbers[i]!), y: up.place(value), low: placed(up.place, low?.[i]), high: placed(up.place, high?.[i]) }]
      )
    })),
    density: (density ?? []).map((share, i) => ({ x: across.place(numbers[i]!), share: Math.round((share / fullest) * 1e4) / 1e4 })),
    band: band === null ? null : { from: up.place(band.low ?? up.low), to: up.place(band.high ?? up.high), label: band.label },
    marks: marks.map(({ at, label }) => ({ x: across.place(at), label }))
  }
}

const placed = (place: (x: number) => number, value: number | null | undefined): number | null =>
  value === null || value === undefined ? null : place(value)

/** At most six labels, evenly spread. */
function spread(labels: readonly string[]): number[] {
  const step = Math.ceil(labels.length / 6)
  return labels.flatMap((_, place) => (place % step === 0 ? [place] : []))
}
