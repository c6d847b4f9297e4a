import type { Measure } from '../../../shared/model/measure'
import type { Estimate } from '../stats/estimate'
import { maskedWithin, smallCells, withoutFigure } from '../stats/suppress'
import type { Window } from '../stats/windows'

/**
 * Estimates by window without those that rest on few rows, and without what it takes that their rows cannot be had from the whole and the other windows.
 * A window masked for its own rows is masked for every metric.
 */
export function maskWindows(limit: number | undefined, windows: readonly Window[], estimates: readonly Estimate[]): Estimate[] {
  if (limit === undefined || windows.length === 0) return [...estimates]
  const line = [...windows.keys()]
  const places = new Map(windows.map(({ name }, place) => [name, place]))
  const rows = windows.map((window) => window.rows)
  const first = maskedWithin(rows, [line], smallCells(rows, limit), limit)
  const counts = new Map<string, number[]>()
  for (const { measure } of estimates) {
    const place = places.get(measure.at.window ?? '')
    if (place === undefined) continue
    const own = counts.get(seriesOf(measure)) ?? windows.map(() => 0)
    own[place] = measure.n.group
    counts.set(seriesOf(measure), own)
  }
  const masked = new Map(
    [...counts].map(([series, own]) => [series, maskedWithin(own, [line], [...first, ...smallCells(own, limit)], limit)])
  )
  return estimates.map((estimate) => {
    const place = places.get(estimate.measure.at.window ?? '')
    return place !== undefined && masked.get(seriesOf(estimate.measure))?.has(place) === true ? withoutFigure(estimate.measure) : estimate
  })
}

/** The same number in other windows. */
const seriesOf = ({ metric, group, at }: Measure): string => JSON.stringify([metric, group, { ...at, window: null }])
