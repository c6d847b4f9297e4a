import type { Column } from '../../../shared/model/dataset'
import { withoutInterval } from '../stats/quantity'
import { shareOfRows, tally, type RowDesign } from '../stats/share-of-rows'
import { daysOf, MICROSECONDS_A_DAY, type Times } from '../stats/windows'
import { parseIso } from './iso-time'
import { FIRST_ROWS, type Notice, type QualityDraft } from './observation'
import { dateOf } from '../../../shared/calendar'
import { firstRows, numberFlags } from './row-flags'

type Found = { drafts: QualityDraft[]; notices: Notice[] }

/** Times after the time claimed for the report, never after the clock of the machine. */
export function futureTimes({ name, type }: Column, numbers: Float64Array, at: string, design: RowDesign): Found {
  const claimed = parseIso(at)?.microseconds ?? Infinity
  const latest = type === 'date' ? Math.floor(claimed / MICROSECONDS_A_DAY) : claimed
  const flags = numberFlags(numbers, (time) => time > latest)
  const { events, rows } = tally(flags)
  const drafts: QualityDraft[] = [
    { metric: 'future_time_share', at: { feature: name }, quantity: shareOfRows(flags, design), comparing: false }
  ]
  if (events === 0) return { drafts, notices: [] }
  const said = `after ${at.slice(0, 10)}, the time claimed for this report`
  return {
    drafts,
    notices: [{ kind: 'future', column: name, rows: events, share: events / rows, first: firstRows(flags, FIRST_ROWS), said }]
  }
}

/** Stretches of days without a row between the first and the last day of the column. */
export function timeGaps({ name }: Column, times: Times, most: number): Found {
  const days = [...new Set(daysOf(times))].filter((day) => day === day).sort((a, b) => a - b)
  const empty = days.slice(1).map((day, i) => ({ length: day - days[i]! - 1, after: days[i]!, before: day }))
  const gaps = empty.filter(({ length }) => length > most)
  const longest = empty.reduce((longest, { length }) => Math.max(longest, length), 0)
  const n = { group: times.numbers.length, reference: null }
  const draft = (metric: QualityDraft['metric'], value: number): QualityDraft => ({
    metric,
    at: { feature: name },
    quantity: withoutInterval(value, 'a-count', { n }),
    comparing: false
  })
  const drafts = [draft('longest_time_gap', longest), draft('time_gaps', gaps.length)]
  if (gaps.length === 0) return { drafts, notices: [] }
  const said = gaps.slice(0, 6).map(({ length, after, before }) => `${length} days between ${dateOf(after)} and ${dateOf(before)}`)
  return { drafts, notices: [{ kind: 'gap', column: name, rows: times.numbers.length, share: 1, first: [], said: said.join(', ') }] }
}
