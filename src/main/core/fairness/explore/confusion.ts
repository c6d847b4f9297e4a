import type { Confusion } from '../../../../shared/model/explore'
import type { Plan } from '../../../../shared/model/plan'
import { FN, FP, pick, REJECTED_UNLABELLED, SELECTED_UNLABELLED, TN, TP } from '../rates'
import type { GroupTable } from '../roll-up'
import { suppressedGroups } from '../suppress'

const NOTHING = {
  rows: null,
  tp: null,
  fp: null,
  fn: null,
  tn: null,
  selectedUnlabelled: null,
  rejectedUnlabelled: null,
  undecided: null
}

/** Rows of every group by decision and label. */
export function confusionOf(plan: Plan, table: GroupTable): Confusion[] {
  const masked = suppressedGroups(table, plan.suppress_below)
  return table.groups.map((group, i) => {
    const named = table.over.length === 0 ? null : group
    if (masked.has(i)) return { group: named, ...NOTHING }
    const of = (...combinations: number[]): number => pick(table.counts, i, combinations)
    return {
      group: named,
      rows: table.rows[i]!,
      tp: of(TP),
      fp: of(FP),
      fn: of(FN),
      tn: of(TN),
      selectedUnlabelled: of(SELECTED_UNLABELLED),
      rejectedUnlabelled: of(REJECTED_UNLABELLED),
      undecided: of(6, 7, 8)
    }
  })
}
