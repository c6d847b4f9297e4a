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
  const found = tallied(kernels.rank(ranking).order, places.length, ranking, label, side)
  return found.map((one, i) => ({ at: places[i]!, quantity: quantityOf(one, plan.level, rowsRefused(side)) }))
}

/** Of all rows, then of each window. */
function tallied(
  order: Uint32Array,
  places: number,
  ranking: Float64Array,
  label: Uint8Array,
  { weights, windowed }: Pick<PerformanceSide, 'weights' | 'windowed'>
): AveragePrecision[] {
  const tally = precisionTally(places)
  for (let i = order.length - 1; i >= 0; i--) {
    const row = order[i]!
    const weight = weights?.values[row] ?? 1
    if (label[row] === 2 || weight === 0) continue
    tally.add(0, ranking[row]!, label[row] === 1, weight)
    const window = windowed?.ofRow[row] ?? 0
    if (window > 0) tally.add(window, ranking[row]!, label[row] === 1, weight)
  }
  return tally.finish()
}

function quantityOf(found: AveragePrecision, level: number, refused: StatusReason | null): Quantity {
  const n = { group: found.rows, reference: null }
  if (n.group === 0) return undefinedQuantity('no-rows', n)
  if (found.positives === 0) return undefinedQuantity('one-class', n)
  if (refused !== null) return withoutInterval(found.estimate, refused, { n })
  return withInterval(found.estimate, level, (at) => averagePrecisionInterval(found, at), { n })
}
