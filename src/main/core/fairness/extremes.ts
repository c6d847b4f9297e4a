import type { MetricId } from '../../../shared/model/metrics'
import { RATE_IDS } from '../../../shared/model/metrics'
import type { Extreme } from '../stats/extremes'
import { differenceOfExtremes, differenceToHighestOf, ratioOfExtremes, ratioToHighestOf, worstCaseEqualizedOdds } from '../stats/extremes'
import type { Computed } from '../stats/interval'
import type { Context } from './context'
import type { Events } from './design'
import { labelledRows, oddsOf } from './joint'
import type { Quantity } from '../stats/quantity'
import { fromStats, undefinedQuantity, withInterval, withoutInterval } from '../stats/quantity'
import type { RateMask } from './rates'
import { RATE_MASKS } from './rates'
import { meanOfTwo } from './transform'

/** Something about the two extremes among some groups, which the data choose: intersection–union limits, never a bootstrap. */
export type ExtremesMetric = (context: Context, among: readonly number[]) => Quantity

type Rule<T> = (groups: readonly T[], level: number) => Computed<Extreme>

/** Groups without a denominator have no rate, so they are no extremes. */
function judged<T>(context: Context, among: readonly number[], groups: readonly T[], rows: readonly number[], rule: Rule<T>): Quantity {
  const n = { group: rows.reduce((sum, count) => sum + count, 0), reference: null }
  if (groups.length < 2) return undefinedQuantity('one-group', n)
  const { level } = context.design
  const result = rule(groups, level)
  if ('undefined' in result) return undefinedQuantity(result.undefined === 'zero-reference' ? 'zero-reference' : 'zero-denominator', n)
  const refused = context.design.refuses(context.table, among)
  const ends = { group: rows[result.lowest]!, reference: rows[result.highest]! }
  return refused
    ? withoutInterval(result.estimate, refused, { n: ends })
    : fromStats(result.estimate, level, (at) => rule(groups, at), { n: ends })
}

const ofRate =
  (mask: RateMask, rule: Rule<Events>): ExtremesMetric =>
  (context, among) => {
    const groups = among.map((group) => context.design.events(context.table, group, mask)).filter(({ n }) => n > 0)
    return judged(
      context,
      among,
      groups,
      groups.map(({ rows }) => rows),
      rule
    )
  }

const worstOdds: ExtremesMetric = (context, among) => {
  const found = among
    .map((group) => ({ ...oddsOf(context, group), rows: labelledRows(context, group) }))
    .filter(({ positives, negatives }) => positives > 0 && negatives > 0)
  return judged(
    context,
    among,
    found,
    found.map(({ rows }) => rows),
    worstCaseEqualizedOdds
  )
}

const meanOdds: ExtremesMetric = (context, among) =>
  meanOfTwo(
    ofRate(RATE_MASKS.tpr, differenceOfExtremes)(context, among),
    ofRate(RATE_MASKS.fpr, differenceOfExtremes)(context, among),
    context.design.level
  )

export const EXTREMES_METRICS: Partial<Record<MetricId, ExtremesMetric>> = {
  ...Object.fromEntries(
    RATE_IDS.flatMap((id): [MetricId, ExtremesMetric][] => [
      [`${id}_difference`, ofRate(RATE_MASKS[id], differenceOfExtremes)],
      [`${id}_ratio`, ofRate(RATE_MASKS[id], ratioOfExtremes)]
    ])
  ),
  scoring_rate_ratio: ofRate(RATE_MASKS.selection_rate, ratioOfExtremes),
  equalized_odds_difference: worstOdds,
  equalized_odds_difference_mean: meanOdds,
  average_abs_odds_difference: meanOdds
}

/**
 * A group's selection rate over, or minus, the highest of those the reference was chosen from: "most favoured" is chosen by the data. A group that is
 * none of them (too small, or not of the values the plan names) may have a higher rate.
 */
export function againstHighest(
  context: Context,
  group: number,
  { index, among }: { index: number; among: readonly number[] },
  kind: 'ratio' | 'difference'
): Quantity {
  const events = (i: number): Events => context.design.events(context.table, i, RATE_MASKS.selection_rate)
  const [own, highest] = [events(group), events(index)]
  if (!(own.n > 0) || !(highest.n > 0)) return undefinedQuantity('zero-denominator', { group: own.rows, reference: highest.rows })
  const n = { group: own.rows, reference: highest.rows }
  const rates = { group: { p: own.p, n: own.n }, reference: { p: highest.p, n: highest.n } }
  if (kind === 'ratio' && !(highest.p > 0)) return undefinedQuantity('zero-reference', n)
  const estimate = kind === 'ratio' ? own.p / highest.p : own.p - highest.p
  const others = among.filter((i) => i !== group && events(i).n > 0)
  if (others.length === 0) return withoutInterval(estimate, 'one-group', { n })
  const refused = context.design.refuses(context.table, [group, ...others])
  if (refused) return withoutInterval(estimate, refused, { n, rates })
  const { level } = context.design
  const rule = kind === 'ratio' ? ratioToHighestOf : differenceToHighestOf
  const rest = others.map(events)
  return withInterval(estimate, level, (at) => rule(own, rest, at, among.includes(group)), { n, rates })
}
