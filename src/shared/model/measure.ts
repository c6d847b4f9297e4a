import { z } from 'zod'
import { sha256 } from './dataset'
import { metricId } from './metric-name'

/** Attribute → value; null is the unknown group. Keys in UTF-8 byte order. */
export const group = z.record(z.string(), z.string().nullable())
export type Group = z.infer<typeof group>

/**
 * What a group is held against: another group (named or largest; or, `by` most favoured, chosen by its selection rate), all others, everybody,
 * the two extremes among the groups of some attributes, the same in another part of the data, or the same under another model.
 */
export const reference = z.union([
  z.object({ group, by: z.literal('most-favoured').optional() }),
  z.object({ rest: z.literal(true) }),
  z.object({ overall: z.literal(true) }),
  z.object({ extremes: z.array(z.string()).min(1) }),
  z.object({ part: z.string() }),
  z.object({ model: z.string() })
])
export type Reference = z.infer<typeof reference>

/** Where a measure was taken, beyond its group. */
export const at = z.object({
  part: z.string().optional(),
  feature: z.string().optional(),
  window: z.string().optional(),
  class: z.string().optional(),
  threshold: z.number().optional(),
  control: z.string().optional(),
  model: z.string().optional(),
  slice: z.string().optional(),
  /** The metric, or the detector, that a measure is about. */
  of: z.string().optional(),
  bin: z.int().optional(),
  /** One end of a pair of bounds, e.g. Manski's. */
  bound: z.enum(['low', 'high']).optional()
})
export type At = z.infer<typeof at>

export const intervalMethod = z.enum([
  'wilson',
  'clopper-pearson',
  'hypergeometric',
  'miettinen-nurminen-difference',
  'newcombe',
  'koopman-ratio',
  'katz-log',
  'normal',
  'welch',
  'delta',
  'delong',
  'intersection-union-ratio',
  'intersection-union-difference',
  'cluster-robust',
  'design-based',
  'multinomial-bootstrap',
  'finite-population',
  'mantel-haenszel-rbg',
  'greenland-robins',
  'student-t',
  'mover',
  'tango',
  'noncentral-chi-square',
  'centred-resampling',
  'logit'
])
export type IntervalMethod = z.infer<typeof intervalMethod>

export const interval = z.object({
  low: z.number().nullable(),
  high: z.number().nullable(),
  level: z.number().gt(0).lt(1),
  method: intervalMethod
})

/** Why a number, or its interval, is not there. */
export const statusReason = z.enum([
  'zero-denominator',
  'zero-reference',
  'no-rows',
  'labels-follow-the-decision',
  'no-labels',
  'no-decisions',
  'no-scores',
  'weighted',
  'not-a-probability',
  'few-clusters',
  'rows-repeat',
  'below-minimum-size',
  'component-below-five',
  'not-smooth',
  'census',
  'one-group',
  'one-class',
  'no-common-stratum',
  'too-many-rows',
  'no-features',
  'monte-carlo',
  'a-count',
  'a-bound',
  'a-statistic',
  'suppressed',
  'chosen-by-the-data',
  'one-bin',
  'one-value',
  'certain-scores',
  'not-fitted',
  'no-alarm'
])
export type StatusReason = z.infer<typeof statusReason>

export const status = z.object({ code: z.enum(['ok', 'small', 'undefined', 'assumed']), reason: statusReason.optional() })

export const test = z.object({
  method: z.enum([
    'fisher-mid-p',
    'fisher-exact',
    'mcnemar-mid-p',
    'two-proportion-z',
    'welch-t',
    'delong-z',
    'cluster-robust-t',
    'cmh',
    'breslow-day-tarone',
    'chi-square',
    'psi-chi-square',
    'kolmogorov-smirnov-exact',
    'kolmogorov-smirnov',
    'kolmogorov-smirnov-ties',
    'kolmogorov-smirnov-weighted',
    'cramer-von-mises',
    'centred-resampling',
    'inverted-interval',
    'inverted-interval-two-sided'
  ]),
  p: z.number().min(0).max(1),
  adjusted: z.number().min(0).max(1),
  family: z.string(),
  m: z.int().positive()
})

export const measure = z.object({
  /** assessment/metric/group/reference/at, percent-encoded: the same in every run of the same plan. */
  id: z.string(),
  assessment: z.enum(['quality', 'performance', 'fairness', 'drift', 'explanation', 'slices', 'comparison']),
  metric: metricId,
  group: group.nullable(),
  reference: reference.nullable(),
  at,
  estimate: z.number().nullable(),
  interval: interval.nullable(),
  /** Rows behind the estimate: of the group and of what it is held against. */
  n: z.object({ group: z.number().nonnegative(), reference: z.number().nonnegative().nullable() }),
  test: test.nullable(),
  status,
  /** Why there is an estimate but no interval. */
  noInterval: statusReason.optional(),
  evidence: z.object({ inputs: z.array(sha256), scan: z.string(), filter: z.string(), formula: z.string() })
})
export type Measure = z.infer<typeof measure>
export type Assessment = Measure['assessment']
