import { measureId } from '../../../shared/model/measure-id'
import type { MetricId } from '../../../shared/model/metrics'
import type { Estimate } from '../stats/estimate'
import { WINDOW } from './windowed-plan'

/** Where the engine of group measures had windows for groups: the same measures under the name of this assessment; others fall away, and so do tests, which would hold a figure against 0. */
export function relocated(estimates: readonly Estimate[], metrics: readonly MetricId[]): Estimate[] {
  return estimates.flatMap((estimate) => {
    const { measure } = estimate
    const window = measure.group?.[WINDOW]
    if (!metrics.includes(measure.metric) || measure.reference !== null || window === null) return []
    const at = { ...measure.at, ...(window === undefined ? {} : { window }) }
    const key = { assessment: 'performance' as const, metric: measure.metric, group: null, reference: null, at }
    const filter = window === undefined ? measure.evidence.filter : `window = ${JSON.stringify(window)}`
    const evidence = { ...measure.evidence, scan: 'performance', filter }
    return [{ ...estimate, measure: { ...measure, ...key, test: null, id: measureId(key), evidence } }]
  })
}

/** Estimates of a metric by window, in the windows' order; null where a window has none. */
export function byWindow(estimates: readonly Estimate[], metric: MetricId, windows: readonly { name: string }[]): (Estimate | null)[] {
  const found = new Map(estimates.flatMap((one) => (one.measure.metric === metric ? [[one.measure.at.window ?? '', one] as const] : [])))
  return windows.map(({ name }) => found.get(name) ?? null)
}

export const ofAllRows = (estimates: readonly Estimate[], metric: MetricId): Estimate | undefined =>
  estimates.find(({ measure }) => measure.metric === metric && measure.at.window === undefined)
