import type { Measure } from '../../../../src/shared/model/measure'
import { measureId } from '../../../../src/shared/model/measure-id'
import type { Plan } from '../../../../src/shared/model/plan'
import { plan } from '../../../../src/shared/model/plan'
import type { Population } from '../../../../src/shared/model/report'
import type { Estimate } from '../../../../src/main/core/stats/estimate'
import { isUndefined } from '../../../../src/main/core/stats/interval'
import { ratioInterval } from '../../../../src/main/core/stats/two-proportions'

/** A whole plan from what a test cares about. */
export const planOf = (part: Record<string, unknown> = {}): Plan =>
  plan.parse({
    schema: 1,
    title: 'Credit decisions',
    subject: { model: 'm' },
    use: { purpose: 'consumer credit' },
    inference: { kind: 'process' },
    inputs: [{ files: ['d.csv'] }],
    columns: { sex: 'protected', race: 'protected', approved: 'decision' },
    groups: { attributes: ['sex', 'race'], reference: { sex: 'M', race: 'White' } },
    assessments: { fairness: {} },
    ...part
  })

export const criterionOf = (part: Record<string, unknown> = {}): Record<string, unknown> => ({
  id: 'four-fifths',
  metric: 'selection_rate_ratio',
  each: 'race',
  threshold: { at_least: 0.8 },
  primary: true,
  rule: 'internal policy 4.2',
  ...part
})

export const populationOf = (part: Partial<Population> = {}): Population => ({
  part: 'current',
  rows: 1000,
  attributes: [],
  decisions: { favourable: 500, unfavourable: 500, missing: 0 },
  labelsKnown: [],
  labels: 'none',
  immature: 0,
  clusters: null,
  weights: null,
  ...part
})

export type MeasurePart = Partial<Measure> & Pick<Measure, 'metric'>

export function measureOf(part: MeasurePart): Measure {
  const measure: Measure = {
    id: '',
    assessment: 'fairness',
    group: null,
    reference: null,
    at: { part: 'current' },
    estimate: null,
    interval: null,
    n: { group: 1000, reference: null },
    test: null,
    status: { code: 'ok' },
    evidence: { inputs: [], scan: 's', filter: '', formula: part.metric },
    ...part
  }
  return { ...measure, id: measureId(measure) }
}

/** A measure whose interval is estimate ± half, and grows with the normal quantile's rough shape −ln α. */
export function plainEstimate(part: MeasurePart, half: number | null): Estimate {
  const { estimate = null } = part
  if (half === null || estimate === null) return { measure: measureOf(part), limits: null }
  const limits = (alpha: number): { low: number; high: number } => {
    const spread = (half * Math.log(1 / alpha)) / Math.log(20)
    return { low: estimate - spread, high: estimate + spread }
  }
  const interval = { low: estimate - half, high: estimate + half, level: 0.95, method: 'koopman-ratio' as const }
  return { measure: measureOf({ ...part, interval }), limits }
}

type Cell = readonly [selected: number, rows: number]

/** A selection rate ratio as the fairness room makes it. */
export function ratioEstimate(race: string | null, [k1, n1]: Cell, [k2, n2]: Cell, reference = 'White', by?: 'most-favoured'): Estimate {
  const at = (level: number): { low: number; high: number } | null => {
    const found = ratioInterval({ k: k1, n: n1 }, { k: k2, n: n2 }, level)
    return isUndefined(found) ? null : { low: found.low, high: found.high }
  }
  const limits = at(0.95)
  const measure = measureOf({
    metric: 'selection_rate_ratio',
    group: { race },
    reference: { group: { race: reference }, ...(by ? { by } : {}) },
    estimate: k2 === 0 ? null : k1 / n1 / (k2 / n2),
    interval: limits && { ...limits, level: 0.95, method: 'koopman-ratio' },
    n: { group: n1, reference: n2 },
    status: k2 === 0 ? { code: 'undefined', reason: 'zero-reference' } : { code: 'ok' }
  })
  return {
    measure,
    limits: (alpha) => at(1 - alpha),
    rates: { group: { p: k1 / n1, n: n1 }, reference: { p: k2 / n2, n: n2 } }
  }
}
