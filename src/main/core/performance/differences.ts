import { METRIC_IDS, type MetricId } from '../../../shared/model/metrics'
import type { Estimate, Limits } from '../stats/estimate'
import { mover } from '../stats/mover'
import { undefinedQuantity, withoutInterval, type Quantity } from '../stats/quantity'

export type DifferenceDraft = { metric: MetricId; quantity: Quantity }

/** How each measure of all rows differs from that of the reference, by the limits of both (MOVER: Zou and Donner 2008); the parts share no rows. */
export function differences(current: readonly Estimate[], reference: readonly Estimate[], level: number): DifferenceDraft[] {
  return current.flatMap((now) => {
    const metric = METRIC_IDS.find((id) => id === `${now.measure.metric}_difference`)
    const then = reference.find(({ measure }) => measure.metric === now.measure.metric && measure.at.window === undefined)
    if (metric === undefined || then === undefined || now.measure.at.window !== undefined) return []
    return [{ metric, quantity: difference(now, then, level) }]
  })
}

function difference(now: Estimate, then: Estimate, level: number): Quantity {
  const [a, b] = [now.measure.estimate, then.measure.estimate]
  const n = { group: now.measure.n.group, reference: then.measure.n.group }
  if (a === null || b === null) return undefinedQuantity((a === null ? now : then).measure.status.reason ?? 'no-rows', n)
  const limitsAt = (alpha: number): Limits | null => {
    const [own, other] = [now.limits?.(alpha) ?? null, then.limits?.(alpha) ?? null]
    return own === null || other === null ? null : mover({ estimate: a, ...own }, { estimate: b, ...other })
  }
  const limits = limitsAt(1 - level)
  if (limits === null) return withoutInterval(a - b, now.measure.noInterval ?? then.measure.noInterval ?? 'not-smooth', { n })
  return { estimate: a - b, interval: { ...limits, level, method: 'mover' }, limits: limitsAt, n }
}
