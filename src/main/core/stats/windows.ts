import { dateOf, dayOf } from '../../../shared/calendar'
import { AssayError } from '../../../shared/model/errors'
import type { WindowRule } from '../../../shared/model/windows'

export const MICROSECONDS_A_DAY = 86_400_000_000
const MOST_WINDOWS = 1000

/** Times in row order: days or microseconds since 1970, NaN where missing. */
export type Times = { numbers: Float64Array; unit: 'day' | 'microsecond' }

/** Rows in ascending order of a number, equal ones in row order; rows without one are left out. */
export type RankRows = (numbers: Float64Array) => { order: Uint32Array }

/** `from`, `to`: first and last day inside, both inclusive; null for windows by count in the file's order. */
export type Window = { name: string; from: string | null; to: string | null; rows: number }

/** Places of windows with under half the median rows of others: by chance alone they lie further off, so they are not held against them. */
export function shortWindows(windows: readonly Pick<Window, 'rows'>[], others: readonly Pick<Window, 'rows'>[]): ReadonlySet<number> {
  const rows = others.map((other) => other.rows).sort((a, b) => a - b)
  const median = rows[rows.length >> 1] ?? 0
  return new Set(windows.flatMap((window, i) => (window.rows < median / 2 ? [i] : [])))
}

/** `ofRow`: 0 for a row of no window, else k for windows[k − 1]. `outside`: rows of no window. Windows come in order of time; none is empty save named ones. */
export type Windowed = { windows: Window[]; ofRow: Uint16Array; outside: number }

/**
 * Cuts rows into windows. `times` may be null only for windows by count in the file's order. Throws `plan/too-many-windows`. Where named windows
 * overlap, a row belongs to the first that holds it.
 */
export function windowsOf(rule: WindowRule, rows: number, times: Times | null, rank: RankRows): Windowed {
  if ('rows' in rule) return byCount(rule, rows, rule.order === 'file' ? null : times, rank)
  if (times === null) throw new AssayError('plan/needs', { what: 'a column with the role time', because: 'to cut the rows into windows' })
  const days = daysOf(times)
  if ('named' in rule) return byName(rule.named, days)
  const first = firstDay(days)
  return 'days' in rule ? byLength(rule.days, rule.from === undefined ? first : dayOf(rule.from), days) : byCalendar(rule.calendar, days)
}

/** Whole days since 1970 in row order; NaN where missing. */
export function daysOf({ numbers, unit }: Times): Float64Array {
  if (unit === 'day') return numbers
  return numbers.map((time) => Math.floor(time / MICROSECONDS_A_DAY))
}

function firstDay(days: Float64Array): number {
  let first = Infinity
  for (let row = 0; row < days.length; row++) if (days[row]! < first) first = days[row]!
  return first
}

/** The first day of a period and the first day after it, and the period's name. */
type Period = { name: string; from: number; until: number }

/** Gives rows to periods; `periodOf` is asked once for every day that occurs. */
function gather(days: Float64Array, periodOf: (day: number) => Period | null): Windowed {
  const byDay = new Map<number, Period | null>()
  const periods = new Map<number, Period>()
  for (let row = 0; row < days.length; row++) {
    const day = days[row]!
    if (day !== day || byDay.has(day)) continue
    const period = periodOf(day)
    byDay.set(day, period)
    if (period !== null) periods.set(period.from, period)
  }
  const ordered = [...periods.values()].sort((a, b) => a.from - b.from)
  refuseTooMany(ordered.length)
  const number = new Map(ordered.map((period, at) => [period.from, at + 1]))
  const numberOfDay = new Map([...byDay].map(([day, period]) => [day, period === null ? 0 : (number.get(period.from) ?? 0)]))
  return fill(
    days.length,
    ordered.map(({ name, from, until }) => ({ name, from: dateOf(from), to: dateOf(until - 1), rows: 0 })),
    (row) => numberOfDay.get(days[row]!) ?? 0
  )
}

function fill(rows: number, windows: Window[], numberOf: (row: number) => number): Windowed {
  const ofRow = new Uint16Array(rows)
  let outside = 0
  for (let row = 0; row < rows; row++) {
    const number = numberOf(row)
    ofRow[row] = number
    if (number === 0) outside++
    else windows[number - 1]!.rows++
  }
  return { windows, ofRow, outside }
}

function refuseTooMany(windows: number): void {
  if (windows > MOST_WINDOWS) throw new AssayError('plan/too-many-windows', { windows, most: MOST_WINDOWS })
}

function byLength(length: number, start: number, days: Float64Array): Windowed {
  return gather(days, (day) => {
    if (day < start) return null
    const from = start + Math.floor((day - start) / length) * length
    const until = from + length
    return { name: length === 1 ? dateOf(from) : `${dateOf(from)}..${dateOf(until - 1)}`, from, until }
  })
}

function byName(named: readonly { name: string; from: string; to: string }[], days: Float64Array): Windowed {
  const ordered = named.map(({ name, from, to }) => ({ name, from: dayOf(from), until: dayOf(to) + 1 }))
  const twice = ordered.find(({ name }, at) => ordered.findIndex((other) => other.name === name) < at)
  if (twice !== undefined) throw new AssayError('plan/twice', { what: `the window "${twice.name}"`, where: 'windows.named' })
  return fill(
    days.length,
    named.map(({ name, from, to }) => ({ name, from, to, rows: 0 })),
    (row) => ordered.findIndex(({ from, until }) => days[row]! >= from && days[row]! < until) + 1
  )
}

const byCalendar = (unit: 'day' | 'week' | 'month' | 'quarter' | 'year', days: Float64Array): Windowed =>
  gather(days, (day) => PERIOD[unit](day))

const PERIOD: Record<'day' | 'week' | 'month' | 'quarter' | 'year', (day: number) => Period> = {
  day: (day) => ({ name: dateOf(day), from: day, until: day + 1 }),
  week: isoWeek,
  month: (day) => months(day, 1, (year, first) => `${year}-${String(first).padStart(2, '0')}`),
  quarter: (day) => months(day, 3, (year, first) => `${year}-Q${(first + 2) / 3}`),
  year: (day) => months(day, 12, (year) => year)
}

/** A run of so many months that begins where the year does. */
function months(day: number, length: number, nameOf: (year: string, first: number) => string): Period {
  const [year = '', month = ''] = dateOf(day).split('-')
  const first = Math.floor((Number(month) - 1) / length) * length + 1
  const next = first + length
  const start = (y: number, m: number): number => dayOf(`${y}-${m}-1`)
  return {
    name: nameOf(year, first),
    from: start(Number(year), first),
    until: next > 12 ? start(Number(year) + 1, 1) : start(Number(year), next)
  }
}

/** ISO 8601: weeks begin on Monday, and week 1 is the one with the year's first Thursday. */
function isoWeek(day: number): Period {
  const weekday = (((day + 3) % 7) + 7) % 7
  const from = day - weekday
  const year = dateOf(from + 3).split('-')[0] ?? ''
  const week = Math.floor((from + 3 - dayOf(`${year}-01-01`)) / 7) + 1
  return { name: `${year}-W${String(week).padStart(2, '0')}`, from, until: from + 7 }
}

/** So many rows each, the last window with what is left; in order of time where there are times. */
function byCount(rule: { rows: number }, rows: number, times: Times | null, rank: RankRows): Windowed {
  const order = times === null || isAscending(times.numbers) ? null : rank(times.numbers).order
  const length = order === null ? rows : order.length
  const count = Math.ceil(length / rule.rows)
  refuseTooMany(count)
  const ofRow = new Uint16Array(rows)
  for (let place = 0; place < length; place++) ofRow[order === null ? place : order[place]!] = Math.floor(place / rule.rows) + 1
  const windows = Array.from({ length: count }, (_, at): Window => {
    const first = at * rule.rows
    const last = Math.min(length, first + rule.rows) - 1
    const dateAt = (place: number): string | null => (times === null ? null : dateOfTime(times, order === null ? place : order[place]!))
    return { name: `rows ${first + 1}-${last + 1}`, from: dateAt(first), to: dateAt(last), rows: last - first + 1 }
  })
  return { windows, ofRow, outside: rows - length }
}

const dateOfTime = ({ numbers, unit }: Times, row: number): string =>
  dateOf(unit === 'day' ? numbers[row]! : Math.floor(numbers[row]! / MICROSECONDS_A_DAY))

function isAscending(numbers: Float64Array): boolean {
  for (let row = 1; row < numbers.length; row++) if (!(numbers[row]! >= numbers[row - 1]!)) return false
  return numbers.length === 0 || numbers[0] === numbers[0]
}
