import type { At } from '../../../shared/model/measure'
import type { StatusReason } from '../../../shared/model/measure'
import { averagePrecisionInterval, precisionTally, type AveragePrecision } from '../stats/average-precision'
import { undefinedQuantity, withInterval, withoutInterval, type Quantity } from '../stats/quantity'
import type { PerformanceInput, PerformanceSide } from './input'
import { outcomesRefused, rowsRefused } from './refused'
import { ofAllRows } from './relocate'

export type PrecisionDraft = { at: At; quantity: Quantity }

/** Average precision of all rows and of each window; undefined wherever the AUC is, for the same reason. */
export function averagePrecisions({ plan, kernels }: Pick<PerformanceInput, 'plan' | 'kernels'>, side: PerformanceSide): PrecisionDraft[] {
  const { label, ranking } = side.outcomes
  if (label === null || ranking === null) return []
  const names = side.windowed?.windows.map(({ name }) => name) ?? []
  const refused = ofAllRows(side.estimates, 'auc')?.measure.status
  const why = refused?.code === 'undefined' ? refused.reason : (outcomesRefused(side) ?? undefined)
  const places = [{}, ...names.map((window) => ({ window }))]
  if (why !== undefined) return places.map((at) => ({ at, quantity: undefinedQuantity(why, { group: 0, reference: null }) }))
  const { order } = kernels.rank(ranking)
  const tally = precisionTally(places.length)
  for (let i = order.length - 1; i >= 0; i--) {
    const row = order[i]!
    if (label[row] === 2) continue
    const weight = side.weights?.values[row] ?? 1
    if (weight === 0) continue
    tally.add(0, ranking[row]!, label[row] === 1, weight)
    const window = side.windowed?.ofRow[row] ?? 0
    if (window > 0) tally.add(window, ranking[row]!, label[row] === 1, weight)
  }
  return tally.finish().map((found, i) => ({ at: places[i]!, quantity: quantityOf(found, plan.level, rowsRefused(side)) }))
}

function quantityOf(found: AveragePrecision, level: number, refused: StatusReason | null): Quantity {
  const n = { group: found.rows, reference: null }
  if (n.group === 0) return undefinedQuantity('no-rows', n)
  if (found.positives === 0) return undefinedQuantity('one-class', n)
  if (refused !== null) return withoutInterval(found.estimate, refused, { n })
  return withInterval(found.estimate, level, (at) => averagePrecisionInterval(found, at), { n })
}
