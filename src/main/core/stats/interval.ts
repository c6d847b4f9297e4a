/** How an interval was made. Closed: a report names one of these and the methods page explains each. */
export type IntervalMethod =
  | 'wilson'
  | 'clopper-pearson'
  | 'hypergeometric'
  | 'miettinen-nurminen-difference'
  | 'newcombe'
  | 'koopman-ratio'
  | 'katz-log'
  | 'mover'
  | 'tango'
  | 'welch'
  | 'student-t'
  | 'delta'
  | 'delong'
  | 'rbg-log'
  | 'greenland-robins-log'
  | 'intersection-union-ratio'
  | 'intersection-union-difference'
  | 'cluster-robust'
  | 'design-based'
  | 'multinomial-bootstrap'
  | 'noncentral-chi-square'
  | 'centred-resampling'
  | 'manski'
  | 'logit'
  | 'finite-population'
  | 'normal'

/** Limits at a confidence level such as 0.95; both limits are finite numbers. */
export type Interval = { low: number; high: number; level: number; method: IntervalMethod }

/** Why a number does not exist. Closed: each code has one sentence in the report. */
export type UndefinedReason =
  | 'no-rows'
  | 'single-group'
  | 'single-row'
  | 'zero-reference'
  | 'zero-denominator'
  | 'zero-variance'
  | 'one-value'
  | 'zero-cell'
  | 'one-class'
  | 'few-clusters'
  | 'weighted'
  | 'clustered'
  | 'labels-follow-decision'
  | 'not-smooth'
  | 'unreachable'
  | 'estimate-beyond-threshold'
  | 'reference-too-small'
  | 'not-fitted'

/** A result that cannot be computed, and why. */
export type Undefined = { undefined: UndefinedReason }

/** A result, or the reason why there is none. */
export type Computed<T> = T | Undefined

/** A point estimate with its interval. */
export type Estimate = { estimate: number; interval: Interval }

export const undefinedFor = (reason: UndefinedReason): Undefined => ({ undefined: reason })

export const isUndefined = (value: unknown): value is Undefined => typeof value === 'object' && value !== null && 'undefined' in value
