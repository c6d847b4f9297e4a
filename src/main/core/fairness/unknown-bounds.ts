import type { UnknownBoundId } from '../../../shared/model/metrics'
import { RATE_IDS } from '../../../shared/model/metrics'
import type { Quantity } from '../stats/quantity'
import { undefinedQuantity, withoutInterval } from '../stats/quantity'
import type { Bounds } from './label-bounds'
import type { Context } from './context'
import { FN, FP, pick, RATE_MASKS } from './rates'
import type { RateMask } from './rates'
import type { ReferenceGroup } from './reference'
import type { GroupTable } from './roll-up'

/** Lowest and highest value over all the ways in which the unknown rows can belong to the groups; ±∞ or NaN where there is no such value. */
type Range = { low: number; high: number }
type OfPair = (table: GroupTable, group: number, reference: number) => Range

type Pair = readonly [group: number, reference: number]

type OfPairs = {
  /** Combinations of which a group must have rows, of each, to have a value */
  needs: readonly (readonly number[])[]
  pair: OfPair
}

type Rule = OfPairs & {
  /** Combinations whose rows it is told of, where these are more than it needs */
  sizes?: readonly number[]
  /** Of the extremes among some groups */
  extremes?: (table: GroupTable, among: readonly number[]) => Range
  /** Where the most favoured group is the one of the highest value: what a group of those it is chosen from has at most */
  againstHighest?: number
}

const unknownMass = (table: GroupTable, combinations: readonly number[]): number =>
  table.unknown < 0 ? 0 : pick(table.w, table.unknown, combinations)

/** Low where all the unknown that do not count are the group's, high where all that count are. */
function rateRange(table: GroupTable, group: number, { numerator, denominator }: RateMask): Range {
  const [k, n] = [pick(table.w, group, numerator), pick(table.w, group, denominator)]
  const others = denominator.filter((combination) => !numerator.includes(combination))
  const [counting, not] = [unknownMass(table, numerator), unknownMass(table, others)]
  return {
    low: n + not > 0 ? k / (n + not) : counting > 0 ? 1 : NaN,
    high: n + counting > 0 ? (k + counting) / (n + counting) : not > 0 ? 0 : NaN
  }
}

/** Of one combination's rows over another's. */
const quotientRange = (table: GroupTable, group: number, over: number, under: number): Range => ({
  low: pick(table.w, group, [over]) / (pick(table.w, group, [under]) + unknownMass(table, [under])),
  high: (pick(table.w, group, [over]) + unknownMass(table, [over])) / pick(table.w, group, [under])
})

const minus = (a: Range, b: Range): Range => ({ low: a.low - b.high, high: a.high - b.low })
const over = (a: Range, b: Range): Range => ({ low: a.low / b.high, high: a.high / b.low })
const absolute = ({ low, high }: Range): Range => ({ low: Math.max(0, low, -high), high: Math.max(-low, high) })
const larger = (a: Range, b: Range): Range => ({ low: Math.max(a.low, b.low), high: Math.max(a.high, b.high) })
const mean = (a: Range, b: Range): Range => ({ low: (a.low + b.low) / 2, high: (a.high + b.high) / 2 })

/** A group that may have no value must not narrow the extremes; one that can have none has no part in them. */
function pairsOf({ needs, pair }: OfPairs, table: GroupTable, pairs: readonly Pair[]): Record<'possible' | 'certain', Range[]> {
  const has = (group: number, unknown: boolean): boolean =>
    needs.every((combinations) => pick(table.w, group, combinations) + (unknown ? unknownMass(table, combinations) : 0) > 0)
  const ranges = (unknown: boolean): Range[] =>
    pairs.filter(([group, reference]) => has(group, unknown) && has(reference, unknown)).map(([g, r]) => pair(table, g, r))
  return { possible: ranges(true), certain: ranges(false) }
}

const ordered = (among: readonly number[]): Pair[] =>
  among.flatMap((group) => among.filter((other) => other !== group).map((other): Pair => [group, other]))

const existing = (ends: readonly number[]): number[] => ends.filter((end) => !Number.isNaN(end))

/** The largest over all pairs, 0 at least. */
const largest =
  (rule: OfPairs) =>
  (table: GroupTable, among: readonly number[]): Range => {
    const { possible, certain } = pairsOf(rule, table, ordered(among))
    return {
      low: Math.max(0, ...existing(certain.map(({ low }) => low))),
      high: possible.length === 0 ? NaN : Math.max(0, ...possible.map(({ high }) => high))
    }
  }

/** The smallest over some pairs, and not more than `most`. */
function smallest(rule: OfPairs, table: GroupTable, pairs: readonly Pair[], most: number): Range {
  const { possible, certain } = pairsOf(rule, table, pairs)
  const lows = existing(possible.map(({ low }) => low))
  return {
    low: lows.length === 0 && pairs.length > 0 ? NaN : Math.min(most, ...lows),
    high: Math.min(most, ...existing(certain.map(({ high }) => high)))
  }
}

function differenceOf(mask: RateMask): Rule {
  const rule = {
    needs: [mask.denominator],
    pair: (table: GroupTable, g: number, r: number) => minus(rateRange(table, g, mask), rateRange(table, r, mask))
  }
  return { ...rule, extremes: largest(rule) }
}

function ratioOf(mask: RateMask): Rule {
  const rule = {
    needs: [mask.denominator],
    pair: (table: GroupTable, g: number, r: number) => over(rateRange(table, g, mask), rateRange(table, r, mask))
  }
  return { ...rule, extremes: (table, among) => smallest(rule, table, ordered(among), 1) }
}

const [tpr, fpr] = [differenceOf(RATE_MASKS.tpr), differenceOf(RATE_MASKS.fpr)]
const odds = [...tpr.needs, ...fpr.needs]

/** Of the differences of TPR and of FPR, which have no rows in common. */
const ofBoth =
  (combine: (t: Range, f: Range) => Range, transform = absolute): OfPair =>
  (table, g, r) =>
    combine(transform(tpr.pair(table, g, r)), transform(fpr.pair(table, g, r)))

const worstOdds = { needs: odds, pair: ofBoth(larger) }
const meanOdds: Rule = {
  needs: odds,
  pair: ofBoth(mean),
  extremes: (table, among) => mean(tpr.extremes!(table, among), fpr.extremes!(table, among))
}

const selectionDifference: Rule = { ...differenceOf(RATE_MASKS.selection_rate), againstHighest: 0 }
const selectionRatio: Rule = { ...ratioOf(RATE_MASKS.selection_rate), againstHighest: 1 }

const COMPARISONS = Object.fromEntries(
  RATE_IDS.flatMap((id) => [
    [`${id}_difference_bound`, differenceOf(RATE_MASKS[id])],
    [`${id}_ratio_bound`, ratioOf(RATE_MASKS[id])]
  ])
) as Record<`${(typeof RATE_IDS)[number]}_${'difference' | 'ratio'}_bound`, Rule>

const RULES: Readonly<Record<UnknownBoundId, Rule>> = {
  ...COMPARISONS,
  selection_rate_difference_bound: selectionDifference,
  selection_rate_ratio_bound: selectionRatio,
  scoring_rate_ratio_bound: selectionRatio,
  equalized_odds_difference_bound: { ...worstOdds, extremes: largest(worstOdds) },
  equalized_odds_difference_mean_bound: meanOdds,
  average_abs_odds_difference_bound: meanOdds,
  average_odds_difference_bound: { needs: odds, pair: ofBoth(mean, (range) => range) },
  treatment_equality_fp_fn_bound: {
    needs: [[FN]],
    sizes: odds.flat(),
    pair: (table, g, r) => minus(quotientRange(table, r, FP, FN), quotientRange(table, g, FP, FN))
  },
  treatment_equality_fn_fp_bound: {
    needs: [[FP]],
    sizes: odds.flat(),
    pair: (table, g, r) => minus(quotientRange(table, g, FN, FP), quotientRange(table, r, FN, FP))
  }
}

const rowsOf = (id: UnknownBoundId, table: GroupTable, group: number): number =>
  pick(table.counts, group, RULES[id].sizes ?? RULES[id].needs.flat())

const boundsOf = ({ low, high }: Range, n: Quantity['n']): Bounds => {
  const end = (value: number): Quantity =>
    Number.isFinite(value) ? withoutInterval(value, 'a-bound', { n }) : undefinedQuantity('zero-denominator', n)
  return { low: end(low), high: end(high) }
}

/** Of a group and its reference or, where the data chose that among several, whichever of these is the most favoured then. */
function rangeOf(id: UnknownBoundId, table: GroupTable, group: number, { index, among }: ReferenceGroup): Range {
  const rule = RULES[id]
  if (among === null) return rule.pair(table, group, index)
  const pairs = among.filter((other) => other !== group).map((other): Pair => [group, other])
  if (rule.againstHighest !== undefined) return smallest(rule, table, pairs, among.includes(group) ? rule.againstHighest : Infinity)
  const { possible } = pairsOf(rule, table, pairs)
  return { low: Math.min(...possible.map(({ low }) => low)), high: Math.max(...possible.map(({ high }) => high)) }
}

/**
 * The values that a comparison of a group with its reference can have whatever the groups of the unknown rows are; they hold for each of the two
 * ends alone. n: rows of the two in which the metric looks. Source: Manski 1989, J. Human Resources 24(3).
 */
export const unknownBounds = (id: UnknownBoundId, { table }: Context, group: number, reference: ReferenceGroup): Bounds =>
  boundsOf(rangeOf(id, table, group, reference), {
    group: rowsOf(id, table, group),
    reference: rowsOf(id, table, reference.index)
  })

/** The same of the extremes among some groups, each of which may turn out to be one; null where the metric has no extremes. */
export function unknownExtremesBounds(id: UnknownBoundId, { table }: Context, among: readonly number[]): Bounds | null {
  const range = RULES[id].extremes?.(table, among)
  const n = { group: among.reduce((sum, group) => sum + rowsOf(id, table, group), 0), reference: null }
  return range === undefined ? null : boundsOf(range, n)
}
