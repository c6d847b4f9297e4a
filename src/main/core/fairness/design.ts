import type { Plan } from '../../../shared/model/plan'
import type { Interval } from '../stats/interval'
import { differenceInterval, ratioInterval } from '../stats/two-proportions'
import { proportionInterval, sampledProportionInterval } from '../stats/proportion'
import type { Quantity } from './quantity'
import { undefinedQuantity, withInterval } from './quantity'
import type { RateMask } from './rates'
import { pick } from './rates'
import type { GroupTable } from './roll-up'

/** k events of n rows as a score limit takes them (effective where rows are weighted, repeated or drawn from a frame), and the rows as counted. */
export type Events = { k: number; n: number; rows: number; p: number }

/** How rows stand for the world: one of these is chosen once a run, and every rate, difference and ratio asks it. */
export type Design = {
  level: number
  events: (table: GroupTable, group: number, mask: RateMask) => Events
  rate: (table: GroupTable, group: number, mask: RateMask) => Quantity
  difference: (table: GroupTable, group: number, reference: number, mask: RateMask) => Quantity
  ratio: (table: GroupTable, group: number, reference: number, mask: RateMask) => Quantity
}

const noRows = (table: GroupTable, group: number): 'no-rows' | 'zero-denominator' => (table.rows[group]! > 0 ? 'zero-denominator' : 'no-rows')

/** Rows that are independent of each other; `frame` where they were drawn without replacement from so many. */
export function independentDesign({ level, inference }: Plan, rows: number): Design {
  const frame = inference.kind === 'sample' ? inference.frame : null
  const factor = frame === null || frame <= rows ? 1 : (frame - 1) / (frame - rows)
  const events: Design['events'] = (table, group, mask) => {
    const n = pick(table.counts, group, mask.denominator)
    const k = pick(table.counts, group, mask.numerator)
    return { k: k * factor, n: n * factor, rows: n, p: k / n }
  }
  const rateInterval = (k: number, n: number, at: number): ReturnType<typeof proportionInterval> =>
    frame === null ? proportionInterval(k, n, at) : sampledProportionInterval(k, n, Math.max(n, Math.round((frame * n) / rows)), at)
  return {
    level,
    events,
    rate: (table, group, mask) => {
      const e = events(table, group, mask)
      if (e.rows === 0) return undefinedQuantity(noRows(table, group), { group: 0, reference: null })
      const k = pick(table.counts, group, mask.numerator)
      return withInterval(e.p, level, (at) => rateInterval(k, e.rows, at), { n: { group: e.rows, reference: null } })
    },
    ...pairs(level, events)
  }
}

/** Differences and ratios by score limits on (effective) counts. */
function pairs(level: number, events: Design['events']): Pick<Design, 'difference' | 'ratio'> {
  const pair = (
    [table, group, reference, mask]: [GroupTable, number, number, RateMask],
    estimate: (a: Events, b: Events) => number,
    interval: (a: Events, b: Events, at: number) => ReturnType<typeof ratioInterval>,
    needsPositive: boolean
  ): Quantity => {
    const [a, b] = [events(table, group, mask), events(table, reference, mask)]
    const n = { group: a.rows, reference: b.rows }
    if (a.rows === 0) return undefinedQuantity(noRows(table, group), n)
    if (b.rows === 0) return undefinedQuantity(noRows(table, reference), n)
    if (needsPositive && b.k <= 0) return undefinedQuantity('zero-reference', n)
    const rates = { group: { p: a.p, n: a.n }, reference: { p: b.p, n: b.n } }
    return withInterval(estimate(a, b), level, (at): Interval | { undefined: 'no-rows' } => interval(a, b, at) as Interval, { n, rates })
  }
  return {
    difference: (...args) => pair(args, (a, b) => a.p - b.p, differenceInterval, false),
    ratio: (...args) => pair(args, (a, b) => a.p / b.p, ratioInterval, true)
  }
}
