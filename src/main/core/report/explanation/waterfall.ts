import type { ExhibitOf } from '../../../../shared/model/exhibit'
import { shortLabel } from '../../../../shared/words/short-label'
import { linearScale } from '../../../../shared/reading/axis'
import type { Waterfall } from '../blocks'
import { commonDecimals } from '../figure'
import { fixed } from '../../../../shared/words/format'

const LONGEST_LABEL = 33

/** A waterfall exhibit as a picture: a bar from each running total to the next. */
export function waterfallOf(exhibit: ExhibitOf<'waterfall'>, caption: string): Waterfall {
  const { start, steps, end, unit } = exhibit
  const placed = running(exhibit)
  const reach = placed.flatMap(({ to, low, high }) => [to, low ?? to, high ?? to])
  const scale = linearScale(unit, [start.value, end.value, ...reach])
  const decimals = commonDecimals(steps.map(({ value }) => value))
  const show = (x: number): string => fixed(x, decimals)
  const total = (label: string, value: number): Waterfall['rows'][number] => ({
    label: shortLabel({ label }, LONGEST_LABEL),
    text: show(value),
    from: scale.place(value),
    to: scale.place(value),
    low: null,
    high: null,
    total: true
  })
  const rows = placed.map(({ label, value, from, to, low, high }) => ({
    label: shortLabel({ label }, LONGEST_LABEL),
    text: show(value),
    from: scale.place(from),
    to: scale.place(to),
    low: low === null ? null : scale.place(low),
    high: high === null ? null : scale.place(high),
    total: false
  }))
  const widest = [...steps].sort((a, b) => Math.abs(b.value) - Math.abs(a.value))[0]
  return {
    kind: 'waterfall',
    caption,
    alt: `From ${start.label}, ${show(start.value)}, to ${end.label}, ${show(end.value)}, in ${steps.length} steps; the widest is ${widest?.label ?? 'none'}, ${show(widest?.value ?? 0)}. The table that follows has the same figures.`,
    axis: scale.axis,
    textTitle: unit,
    rows: [total(start.label, start.value), ...rows, total(end.label, end.value)]
  }
}

type Placed = { label: string; value: number; from: number; to: number; low: number | null; high: number | null }

/** Running totals; the limits of a step lie around its end. */
function running({ start, steps }: ExhibitOf<'waterfall'>): Placed[] {
  let from = start.value
  return steps.map(({ label, value, low, high }) => {
    const placed = { label, value, from, to: from + value, low: low === null ? null : from + low, high: high === null ? null : from + high }
    from += value
    return placed
  })
}
