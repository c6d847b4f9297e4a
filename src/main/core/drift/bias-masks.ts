import type { Group, Measure } from '../../../shared/model/measure'
import { byUtf8 } from '../columns/byte-order'
import type { Estimate } from '../stats/estimate'
import { maskedWithin, smallCells, withoutFigure } from '../stats/suppress'

/** Estimates of one window. */
export type OfWindow = { window: string; estimates: readonly Estimate[] }

/** What must not be told of groups by window: rows of every group in every window, and what other tables leave out. */
export type BiasMasks = {
  limit: number
  /** Measures of rows by group in each window, nothing masked. */
  rows: readonly OfWindow[]
  /** Groups that are masked over all windows. */
  ofWhole: readonly Group[]
  /** Windows, groups and groups in windows that tables of drift leave out. */
  elsewhere: readonly { window?: string; group?: Group }[]
}

type Cell = { window: string; group: Group; path: string; rows: number }

const pathOf = (group: Group): string => JSON.stringify(Object.entries(group).sort(([a], [b]) => byUtf8(a, b)))
const keyOf = (window: string, path: string): string => JSON.stringify([window, path])
const without = (group: Group, name: string): Group => Object.fromEntries(Object.entries(group).filter(([attribute]) => attribute !== name))
const attributes = (group: Group): string => JSON.stringify(Object.keys(group).sort(byUtf8))

/**
 * Fairness estimates by window without what gives small cells away. A window masks its groups against its own rows; here they are masked against the
 * groups' totals too, which other sections tell, and against what drift leaves out: no masked group of a window stands alone among the groups of its
 * window, nor among the windows of its group.
 */
export function maskBias(masks: BiasMasks, told: readonly OfWindow[]): Estimate[] {
  const masked = maskedCells(masks, told)
  const windows = new Set(masks.elsewhere.flatMap(({ window, group }) => (window !== undefined && group === undefined ? [window] : [])))
  const ofAttributes = new Set([...masked.values()].map(({ window, group }) => keyOf(window, attributes(group))))
  return told.flatMap(({ window, estimates }) =>
    estimates.map((estimate) => {
      const { group, reference } = estimate.measure
      const isMasked = (one: Group): boolean => masked.has(keyOf(window, pathOf(one)))
      const hidden =
        windows.has(window) ||
        (group !== null && isMasked(group)) ||
        (reference !== null && 'group' in reference && isMasked(reference.group)) ||
        (reference !== null &&
          'extremes' in reference &&
          ofAttributes.has(keyOf(window, JSON.stringify([...reference.extremes].sort(byUtf8)))))
      return hidden ? withoutFigure(estimate.measure) : estimate
    })
  )
}

/** By window and group. Tables of fewer attributes first: what they mask is masked in those of more. */
function maskedCells({ limit, rows, ofWhole, elsewhere }: BiasMasks, told: readonly OfWindow[]): Map<string, Cell> {
  const cells = cellsOf(rows)
  const inWindows = new Set(told.flatMap(({ window, estimates }) => hiddenRows(estimates).map((group) => keyOf(window, pathOf(group)))))
  const whole = new Set(ofWhole.map(pathOf))
  const beyond = new Set(elsewhere.map(({ window, group }) => keyOf(window ?? '', group === undefined ? '' : pathOf(group))))
  const masked = new Map<string, Cell>()
  const tables = [...new Set(cells.map(({ group }) => attributes(group)))].sort((a, b) => a.length - b.length || byUtf8(a, b))
  for (const table of tables) {
    const own = cells.filter(({ group }) => attributes(group) === table)
    const inherited = ({ window, group }: Cell): boolean =>
      Object.keys(group).length > 1 && Object.keys(group).some((name) => masked.has(keyOf(window, pathOf(without(group, name)))))
    const first = own.flatMap((cell, place) => {
      const { window, path } = cell
      const left = [keyOf(window, ''), keyOf('', path), keyOf(window, path)].some((key) => beyond.has(key))
      return left || whole.has(path) || inWindows.has(keyOf(window, path)) || inherited(cell) ? [place] : []
    })
    const counts = own.map((cell) => cell.rows)
    for (const place of maskedWithin(counts, linesOf(own), [...smallCells(counts, limit), ...first], limit)) {
      const cell = own[place]!
      masked.set(keyOf(cell.window, cell.path), cell)
    }
  }
  return masked
}

/** Every group in every window, with no rows where a window has none of it. */
function cellsOf(rows: readonly OfWindow[]): Cell[] {
  const groups = new Map<string, Group>()
  for (const { estimates } of rows)
    for (const { group } of estimates.map(({ measure }) => measure)) if (group !== null) groups.set(pathOf(group), group)
  return rows.flatMap(({ window, estimates }) => {
    const counts = new Map(
      estimates.flatMap(({ measure: m }) => (m.group === null || !isRows(m) ? [] : [[pathOf(m.group), m.estimate ?? 0]]))
    )
    return [...groups].map(([path, group]): Cell => ({ window, group, path, rows: counts.get(path) ?? 0 }))
  })
}

const isRows = ({ metric, at }: Measure): boolean => metric === 'rows' && at.control === undefined

/** Groups whose rows are not told. */
export const hiddenRows = (estimates: readonly Estimate[]): Group[] =>
  estimates.flatMap(({ measure }) =>
    isRows(measure) && measure.group !== null && measure.status.reason === 'suppressed' ? [measure.group] : []
  )

/** Along a window all groups, along a group all windows, and in a crossing the cells of a window that share all attributes but one. */
function linesOf(cells: readonly Cell[]): number[][] {
  const lines = new Map<string, number[]>()
  const add = (key: string, place: number): void => void lines.set(key, [...(lines.get(key) ?? []), place])
  cells.forEach(({ window, group, path }, place) => {
    add(JSON.stringify(['window', window]), place)
    add(JSON.stringify(['group', path]), place)
    const names = Object.keys(group)
    if (names.length > 1) for (const name of names) add(JSON.stringify(['along', name, window, pathOf(without(group, name))]), place)
  })
  return [...lines.values()]
}
