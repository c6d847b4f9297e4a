import type { Computed, Interval } from '../stats/interval'
import { differenceInterval, ratioInterval } from '../stats/two-proportions'
import type { Design, Events } from './design'
import type { Quantity } from '../stats/quantity'
import { undefinedQuantity, withInterval } from '../stats/quantity'
import type { RateMask } from './rates'
import type { GroupTable } from './roll-up'
import { whyEmpty } from './why-empty'

/** Two rates to compare, or why they cannot be. */
export function pairOf(
  events: Design['events'],
  table: GroupTable,
  group: number,
  reference: number,
  mask: RateMask
): { a: Events; b: Events } | Quantity {
  const [a, b] = [events(table, group, mask), events(table, reference, mask)]
  const n = { group: a.rows, reference: b.rows }
  if (!(a.n > 0)) return undefinedQuantity(whyEmpty(table, group), n)
  if (!(b.n > 0)) return undefinedQuantity(whyEmpty(table, reference), n)
  return { a, b }
}

/** What a comparison of two rates says besides its number. */
export const partsOf = (a: Events, b: Events): Pick<Quantity, 'n' | 'rates'> => ({
  n: { group: a.rows, reference: b.rows },
  rates: { group: { p: a.p, n: a.n }, reference: { p: b.p, n: b.n } }
})

/** Differences and ratios by score limits on (effective) counts: Miettinen and Nurminen's, and Koopman's. */
export function pairsByScore(level: number, events: Design['events']): Pick<Design, 'difference' | 'ratio'> {
  const scored = (a: Events, b: Events, estimate: number, interval: (a: Events, b: Events, at: number) => Computed<Interval>): Quantity =>
    withInterval(estimate, level, (at) => interval(a, b, at), partsOf(a, b))
  return {
    difference: (...args) => {
      const pair = pairOf(events, ...args)
      return 'a' in pair ? scored(pair.a, pair.b, pair.a.p - pair.b.p, differenceInterval) : pair
    },
    ratio: (...args) => {
      const pair = pairOf(events, ...args)
      if (!('a' in pair)) return pair
      if (!(pair.b.p > 0)) return undefinedQuantity('zero-reference', partsOf(pair.a, pair.b).n)
      return scored(pair.a, pair.b, pair.a.p / pair.b.p, ratioInterval)
    }
  }
}
