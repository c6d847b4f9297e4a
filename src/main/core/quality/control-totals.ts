import type { Agreement } from '../../../shared/model/report'
import { dateOf } from '../../../shared/calendar'
import { isoTime, parseIso } from './iso-time'

/** What somebody else counted (EVIDENCE §7). Sums by header. */
export type SuppliedTotals = {
  rows?: number | undefined
  sums?: Record<string, number> | undefined
  first_time?: string | undefined
  last_time?: string | undefined
}

/** `absolute` is Σ|x|, which bounds the rounding of `sum`; `present` counts values that are not missing. */
export type ColumnTotal = { sum: number; absolute: number; present: number }
export type TimeSpan = { unit: 'days' | 'microseconds'; first: number; last: number }

/** What we counted. A header without a total is no column of numbers; no times where there is no time column. */
export type OurTotals = { rows: number; sums: ReadonlyMap<string, ColumnTotal>; times: TimeSpan | undefined }

/** Σx over the values that are not NaN, in row order with Neumaier's compensation (ZAMM 54, 1974). */
export function columnTotal(values: Float64Array): ColumnTotal {
  let [sum, compensation, absolute, present] = [0, 0, 0, 0]
  for (let i = 0; i < values.length; i++) {
    const x = values[i] as number
    if (Number.isNaN(x)) continue
    const next = sum + x
    compensation += Math.abs(sum) >= Math.abs(x) ? sum - next + x : x - next + sum
    sum = next
    absolute += Math.abs(x)
    present += 1
  }
  return { sum: sum + compensation, absolute, present }
}

/** First and last of the times that are not missing; undefined where all are. */
export function timeSpan(values: Float64Array, unit: TimeSpan['unit']): TimeSpan | undefined {
  let [first, last] = [Infinity, -Infinity]
  for (let i = 0; i < values.length; i++) {
    const x = values[i] as number
    if (x < first) first = x
    if (x > last) last = x
  }
  return first === Infinity ? undefined : { unit, first, last }
}

/** One line a supplied total, in the order rows, sums (as supplied), first time, last time. */
export function compareControlTotals(supplied: SuppliedTotals, ours: OurTotals): Agreement[] {
  const lines: Agreement[] = []
  if (supplied.rows !== undefined)
    lines.push({ what: 'rows', supplied: String(supplied.rows), ours: String(ours.rows), agrees: supplied.rows === ours.rows })
  for (const [header, sum] of Object.entries(supplied.sums ?? {})) lines.push(compareSum(header, sum, ours.sums.get(header)))
  if (supplied.first_time !== undefined) lines.push(compareTime('first time', supplied.first_time, ours.times, ours.times?.first))
  if (supplied.last_time !== undefined) lines.push(compareTime('last time', supplied.last_time, ours.times, ours.times?.last))
  return lines
}

const TWO_TO_MINUS_50 = 8.881784197001252e-16

/** Agrees to the decimals supplied, at least two, apart from the rounding of doubles (8·2⁻⁵³·Σ|x|: compensated summation stays well within). */
function compareSum(header: string, supplied: number, total: ColumnTotal | undefined): Agreement {
  const what = `sum of ${header}`
  if (total === undefined) return { what, supplied: String(supplied), ours: 'no such column of numbers', agrees: false }
  const decimals = Math.max(2, decimalsOf(supplied))
  const rounding = total.absolute * TWO_TO_MINUS_50
  const half = 0.5 / Number(`1e${decimals}`)
  return {
    what,
    supplied: String(supplied),
    ours: total.sum.toFixed(Math.min(decimals, 20)),
    agrees: Math.abs(total.sum - supplied) <= half + rounding
  }
}

function decimalsOf(value: number): number {
  const [mantissa = '', exponent = '0'] = String(value).split('e')
  return Math.max(0, (mantissa.split('.')[1]?.length ?? 0) - Number(exponent))
}

/** A day agrees with any time on it. */
function compareTime(what: string, supplied: string, span: TimeSpan | undefined, found: number | undefined): Agreement {
  if (span === undefined || found === undefined) return { what, supplied, ours: 'no time column with values', agrees: false }
  const said = parseIso(supplied)
  const days = span.unit === 'days' ? found : Math.floor(found / 86_400_000_000)
  const ours = span.unit === 'days' ? dateOf(found) : isoTime(found)
  if (said === undefined) return { what, supplied, ours, agrees: false }
  const sameDay = Math.floor(said.microseconds / 86_400_000_000) === days
  return { what, supplied, ours, agrees: said.dayOnly || span.unit === 'days' ? sameDay : said.microseconds === found }
}
