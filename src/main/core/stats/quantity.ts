import type { IntervalMethod, Measure, StatusReason } from '../../../shared/model/measure'
import type { Estimate, Limits } from './estimate'
import type { Computed, Estimate as StatsEstimate, Interval, IntervalMethod as StatsMethod, UndefinedReason } from './interval'

/** A number with what is known about its uncertainty, before it has a name. */
export type Quantity = {
  estimate: number | null
  /** Why there is no estimate */
  reason?: StatusReason
  interval: Interval | null
  /** Limits at any two-sided error rate; null with `noInterval` saying why */
  limits: ((alpha: number) => Limits | null) | null
  noInterval?: StatusReason
  n: Measure['n']
  rates?: NonNullable<Estimate['rates']>
  monteCarloError?: Limits
  /** What decides and is not told */
  withheld?: number
  test?: { method: NonNullable<Measure['test']>['method']; p: number }
}

type Parts = Pick<Quantity, 'n'> & Partial<Quantity>

export const undefinedQuantity = (reason: StatusReason, n: Measure['n']): Quantity => ({
  estimate: null,
  reason,
  interval: null,
  limits: null,
  n
})

/** A value of which nothing is told, for it would tell of few persons. */
export const withheld = ({ estimate, n }: Quantity): Quantity => ({
  ...undefinedQuantity('suppressed', { group: 0, reference: n.reference === null ? null : 0 }),
  ...(estimate === null ? {} : { withheld: estimate })
})

/** An estimate whose interval is computed at any level by the same rule. */
export function withInterval(estimate: number, level: number, intervalAt: (level: number) => Computed<Interval>, parts: Parts): Quantity {
  const interval = intervalAt(level)
  if ('undefined' in interval) return withoutInterval(estimate, statusReasonOf(interval.undefined), parts)
  const limits = (alpha: number): Limits | null => {
    const at = alpha === 1 - level ? interval : intervalAt(1 - alpha)
    return 'undefined' in at ? null : { low: at.low, high: at.high }
  }
  return { ...parts, estimate, interval, limits }
}

/** The same from a function of the statistics that gives estimate and interval together. */
export function fromStats(estimate: number, level: number, at: (level: number) => Computed<StatsEstimate>, parts: Parts): Quantity {
  if (!Number.isFinite(estimate)) return undefinedQuantity(parts.n.group === 0 ? 'no-rows' : 'zero-denominator', parts.n)
  return withInterval(estimate, level, (asked) => intervalOf(at(asked)), parts)
}

const intervalOf = (result: Computed<StatsEstimate>): Computed<Interval> => ('undefined' in result ? result : result.interval)

export const withoutInterval = (estimate: number, noInterval: StatusReason, parts: Parts): Quantity => ({
  ...parts,
  estimate,
  interval: null,
  limits: null,
  noInterval
})

const REASONS: Partial<Record<UndefinedReason, StatusReason>> = {
  'single-group': 'one-group',
  'single-row': 'below-minimum-size',
  'zero-variance': 'component-below-five',
  'zero-cell': 'component-below-five',
  clustered: 'rows-repeat',
  'labels-follow-decision': 'labels-follow-the-decision',
  unreachable: 'zero-denominator',
  'estimate-beyond-threshold': 'zero-denominator',
  'reference-too-small': 'below-minimum-size'
}

/** The report's word for a reason of the statistics. */
export const statusReasonOf = (reason: UndefinedReason): StatusReason => REASONS[reason] ?? (reason as StatusReason)

const METHODS: Partial<Record<StatsMethod, IntervalMethod>> = {
  'rbg-log': 'mantel-haenszel-rbg',
  'greenland-robins-log': 'greenland-robins'
}

export const methodOf = (method: StatsMethod): IntervalMethod => METHODS[method] ?? (method as IntervalMethod)
