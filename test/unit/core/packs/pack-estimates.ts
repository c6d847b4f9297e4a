import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Group } from '../../../../src/shared/model/measure'
import type { Pack } from '../../../../src/shared/model/pack'
import { loadPack } from '../../../../src/main/core/packs/load-pack'
import type { Estimate } from '../../../../src/main/core/stats/estimate'
import { isUndefined } from '../../../../src/main/core/stats/interval'
import { proportionInterval } from '../../../../src/main/core/stats/proportion'
import { measureOf } from '../findings/plan-of'

export const packFile = (name: string): Pack =>
  loadPack(readFileSync(resolve(import.meta.dirname, `../../../../resources/packs/${name}.json`)))

/** A rate measure as the fairness room makes it. */
export function rateEstimate(metric: 'selection_rate' | 'scoring_rate', group: Group, n: number, k: number): Estimate {
  const interval = proportionInterval(k, n, 0.95)
  if (isUndefined(interval))
    return {
      measure: measureOf({ metric, group, n: { group: n, reference: null }, status: { code: 'undefined', reason: 'no-rows' } }),
      limits: null
    }
  const { low, high, level } = interval
  const method = interval.method === 'wilson' ? 'wilson' : 'clopper-pearson'
  return {
    measure: measureOf({ metric, group, estimate: k / n, n: { group: n, reference: null }, interval: { low, high, level, method } }),
    limits: null
  }
}
