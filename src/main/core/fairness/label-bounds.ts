import type { Context } from './context'
import type { Quantity } from '../stats/quantity'
import { undefinedQuantity, withoutInterval } from '../stats/quantity'
import { FN, pick, REJECTED_UNLABELLED, SELECTED, SELECTED_UNLABELLED, TP } from './rates'

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
