import type { Measure } from '../../../shared/model/measure'

export type Limits = { low: number; high: number }

/**
 * A measure that can be asked for its limits at any two-sided error rate, so that verdicts, p-values of criteria and
 * adjustments come from the same interval as the report prints. `limits` is null where there is no interval (the
 * measure's status or `noInterval` says why); it returns null where that α has none.
 */
export type Estimate = {
  measure: Measure
  limits: ((alpha: number) => Limits | null) | null
  /** For power: the rates behind a ratio or difference, with their (effective) sizes. */
  rates?: { group: { p: number; n: number }; reference: { p: number; n: number } }
  /** Standard error of the printed limits where they come from resampling. */
  monteCarloError?: Limits
  /** The value of a suppressed bound: it decides and is never told. */
  withheld?: number
}
