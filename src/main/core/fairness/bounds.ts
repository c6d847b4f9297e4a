import type { Context } from './context'
import type { Quantity } from '../stats/quantity'
import { undefinedQuantity, withoutInterval } from '../stats/quantity'
import { FN, pick, REJECTED, REJECTED_UNLABELLED, SELECTED, SELECTED_UNLABELLED, TP } from './rates'

export type Bounds = { low: Quantity; high: Quantity }

const bound = (k: number, n: number, sizes: Quantity['n']): Quantity =>
  n > 0 ? withoutInterval(k / n, 'a-bound', { n: sizes }) : undefinedQuantity('zero-denominator', sizes)

/** TPR whatever the missing labels are: low where those selected are 0 and those rejected 1, high the other way round. */
export function tprBounds({ table }: Context, group: number): Bounds {
  const [tp, fn] = [pick(table.w, group, [TP]), pick(table.w, group, [FN])]
  const [selected, rejected] = [pick(table.w, group, [SELECTED_UNLABELLED]), pick(table.w, group, [REJECTED_UNLABELLED])]
  const n = { group: pick(table.counts, group, [TP, FN, SELECTED_UNLABELLED, REJECTED_UNLABELLED]), reference: null }
  return { low: bound(tp, tp + fn + rejected, n), high: bound(tp + selected, tp + selected + fn, n) }
}

/** PPV whatever the missing labels of the selected are. */
export function ppvBounds({ table }: Context, group: number): Bounds {
  const [tp, missing, all] = [pick(table.w, group, [TP]), pick(table.w, group, [SELECTED_UNLABELLED]), pick(table.w, group, SELECTED)]
  const n = { group: pick(table.counts, group, SELECTED), reference: null }
  return { low: bound(tp, all, n), high: bound(tp + missing, all, n) }
}

type Pair = { low: number; high: number }

/** Ratio of two selection rates whatever the unknown rows are: low where all rejected of them are the group's and all selected the reference's. NaN where it does not exist. */
function pairBounds({ table }: Context, group: number, reference: number): Pair {
  const counts = (index: number): { selected: number; rejected: number } =>
    index < 0 ? { selected: 0, rejected: 0 } : { selected: pick(table.w, index, SELECTED), rejected: pick(table.w, index, REJECTED) }
  const [g, r, u] = [counts(group), counts(reference), counts(table.unknown)]
  const rate = (selected: number, rejected: number): number => selected / (selected + rejected)
  const ratio = (k: number, n: number): number => (n > 0 ? k / n : NaN)
  return {
    low: ratio(rate(g.selected, g.rejected + u.rejected), rate(r.selected + u.selected, r.rejected)),
    high: ratio(rate(g.selected + u.selected, g.rejected), rate(r.selected, r.rejected + u.rejected))
  }
}

/** A smallest ratio is at least the smallest lower bound of its pairs and at most each upper bound; `most` where it cannot be more than 1. */
function smallest(pairs: readonly Pair[], most: number, n: Quantity['n']): Bounds {
  const end = (value: number): Quantity =>
    Number.isFinite(value) ? withoutInterval(value, 'a-bound', { n }) : undefinedQuantity('zero-denominator', n)
  const highs = pairs.map(({ high }) => high).filter((high) => !Number.isNaN(high))
  return { low: end(Math.min(most, ...pairs.map(({ low }) => low))), high: end(Math.min(most, ...highs)) }
}

const decided = ({ table }: Context, index: number): number => pick(table.counts, index, [...SELECTED, ...REJECTED])

/** Ratio of a group's selection rate to its reference's or, where the data chose that `among` several, to the highest of theirs, whichever group has it then. */
export function selectionRatioBounds(context: Context, group: number, reference: number, among: readonly number[] | null): Bounds {
  const others = among === null ? [reference] : among.filter((other) => other !== group)
  const n = { group: decided(context, group), reference: decided(context, reference) }
  return smallest(
    others.map((other) => pairBounds(context, group, other)),
    among?.includes(group) ? 1 : Infinity,
    n
  )
}

/** Lowest selection rate over highest: each group may turn out to be either. */
export function selectionExtremesBounds(context: Context, among: readonly number[]): Bounds {
  const pairs = among.flatMap((group) => among.filter((other) => other !== group).map((other) => pairBounds(context, group, other)))
  return smallest(pairs, 1, { group: among.reduce((sum, group) => sum + decided(context, group), 0), reference: null })
}
