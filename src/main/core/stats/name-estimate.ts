import { METRICS } from '../../../shared/model/metrics'
import type { MetricId } from '../../../shared/model/metrics'
import type { Assessment, At, Group, Measure, Reference } from '../../../shared/model/measure'
import { measureId } from '../../../shared/model/measure-id'
import type { Plan } from '../../../shared/model/plan'
import type { Estimate } from './estimate'
import type { Quantity } from './quantity'
import { methodOf } from './quantity'

/** Where a quantity belongs. `small`: a group under the minimum size is reported, not judged. */
export type NamedPlace = { metric: MetricId; group: Group | null; reference: Reference | null; at: At; small: boolean }

export type Naming = { plan: Plan; assessment: Assessment; inputs: readonly string[]; scan: string; part: string; sampled?: boolean }

/** The measure of a quantity, with its limits. A census has no interval, since nothing repeats, unless its rows were `sampled` by us. */
export function nameEstimate(naming: Naming, place: NamedPlace, quantity: Quantity): Estimate {
  const census = naming.plan.inference.kind === 'census' && naming.sampled !== true
  const shown = census ? null : quantity.interval
  const at = { part: naming.part, ...place.at }
  const key = { assessment: naming.assessment, metric: place.metric, group: place.group, reference: place.reference, at }
  const noInterval = census ? 'census' : quantity.noInterval
  const measure: Measure = {
    id: measureId(key),
    ...key,
    estimate: quantity.estimate,
    interval:
      shown === null ? null : { low: finite(shown.low), high: finite(shown.high), level: shown.level, method: methodOf(shown.method) },
    n: quantity.n,
    test: null,
    status: statusOf(quantity, place.small),
    ...(quantity.estimate !== null && shown === null && noInterval !== undefined ? { noInterval } : {}),
    evidence: { inputs: [...naming.inputs], scan: naming.scan, filter: filterOf(place), formula: METRICS[place.metric].formula }
  }
  return {
    measure,
    limits: census ? null : quantity.limits,
    ...(quantity.rates && !census ? { rates: quantity.rates } : {}),
    ...(quantity.monteCarloError && !census ? { monteCarloError: quantity.monteCarloError } : {}),
    ...(quantity.withheld === undefined ? {} : { withheld: quantity.withheld })
  }
}

const finite = (limit: number): number | null => (Number.isFinite(limit) ? limit : null)

function statusOf(quantity: Quantity, small: boolean): Measure['status'] {
  if (quantity.estimate === null) return { code: 'undefined', reason: quantity.reason ?? 'no-rows' }
  return small ? { code: 'small', reason: 'below-minimum-size' } : { code: 'ok' }
}

/** In header names: sex = "F" AND region = missing. */
function filterOf({ group, at }: NamedPlace): string {
  const conditions = Object.entries(group ?? {}).map(([name, value]) =>
    value === null ? `${name} is unknown` : `${name} = ${JSON.stringify(value)}`
  )
  if (at.control?.includes('=')) conditions.push(at.control.replace('=', ' = '))
  return conditions.length === 0 ? 'all rows' : conditions.join(' and ')
}
