import { z } from 'zod'
import { sha256 } from './dataset'
import { group, measure } from './measure'
import { metricId } from './metric-name'

/** From which scores a person is selected: `at_least` where a high score is good for the person. */
export const side = z.enum(['at_least', 'at_most'])
export type Side = z.infer<typeof side>

/** A group of the plan's reference, or how the data choose it. */
export const exploreReference = z.record(z.string(), z.string())

/** What an analyst looks at: groups of the crossing of `over`, decided by a threshold; `threshold` null is the decision that the data or the plan hold. */
export const exploreQuestion = z.strictObject({
  over: z.array(z.string()).min(1).max(8),
  reference: exploreReference.default({}),
  metrics: z.array(metricId).min(1).max(60),
  threshold: z.number().nullable(),
  side,
  /** False while the handle moves: closed-form intervals only. */
  settled: z.boolean()
})
export type ExploreQuestion = z.infer<typeof exploreQuestion>

/** Rows of a group by decision and label; `unlabelled` have a decision and no label, `undecided` have no decision. Null where the plan suppresses them. */
export const confusion = z.object({
  group: group.nullable(),
  rows: z.number().nullable(),
  tp: z.number().nullable(),
  fp: z.number().nullable(),
  fn: z.number().nullable(),
  tn: z.number().nullable(),
  selectedUnlabelled: z.number().nullable(),
  rejectedUnlabelled: z.number().nullable(),
  undecided: z.number().nullable()
})
export type Confusion = z.infer<typeof confusion>

export const exploreAnswer = z.object({
  threshold: z.number().nullable(),
  side,
  measures: z.array(measure),
  /** Ids of measures whose interval comes when the handle is released. */
  pending: z.array(z.string()),
  confusion: z.array(confusion)
})
export type ExploreAnswer = z.infer<typeof exploreAnswer>

export const exploreLineQuestion = z.strictObject({
  over: z.array(z.string()).min(1).max(8),
  reference: exploreReference.default({}),
  metric: metricId,
  side
})
export type ExploreLineQuestion = z.infer<typeof exploreLineQuestion>

/** One metric of one group at each threshold of `thresholds`; null where it does not exist there. */
export const exploreLines = z.object({
  thresholds: z.array(z.number()),
  lines: z.array(
    z.object({
      group: group.nullable(),
      estimates: z.array(z.number().nullable()),
      lows: z.array(z.number().nullable()),
      highs: z.array(z.number().nullable())
    })
  )
})
export type ExploreLines = z.infer<typeof exploreLines>

/** Scores of each group in bins of equal width, by label; and calibration where scores are probabilities. */
export const exploreScores = z.object({
  /** One more than bins. A bin holds its lower edge, the last also its upper. */
  edges: z.array(z.number()),
  groups: z.array(
    z.object({
      group: group.nullable(),
      /** Rows in each bin; `positive` and `negative` by label. Null where the plan suppresses the group. */
      rows: z.array(z.number()).nullable(),
      positive: z.array(z.number()).nullable(),
      negative: z.array(z.number()).nullable()
    })
  ),
  calibration: z.array(z.object({ bin: z.int(), score: measure, rate: measure }))
})
export type ExploreScores = z.infer<typeof exploreScores>

export const exploreOverview = z.object({
  part: z.string(),
  dataset: sha256,
  rows: z.number(),
  attributes: z.array(
    z.object({ name: z.string(), groups: z.array(z.object({ value: z.string(), rows: z.number() })), unknown: z.number() })
  ),
  /** Crossings that the plan names. */
  crossings: z.array(z.array(z.string())),
  reference: exploreReference,
  /** The plan's own decision: a column, a rule on the score, or none. */
  decided: z.enum(['column', 'rule', 'none']),
  score: z
    .object({
      name: z.string(),
      low: z.number(),
      high: z.number(),
      missing: z.number(),
      isProbability: z.boolean(),
      side,
      /** At most 101 scores that cut the rows into equal parts, ascending. */
      quantiles: z.array(z.number()),
      /** The threshold that agrees best with the decisions in the data, and for which share of the decided rows it does; or that of the plan's rule. */
      operating: z.object({ threshold: z.number(), agreement: z.number() }).nullable()
    })
    .nullable(),
  /** Metrics that the data can answer. */
  metrics: z.array(metricId),
  labels: z.enum(['none', 'complete', 'some-missing', 'follow-the-decision', 'numeric']),
  /** True where intervals while the handle moves are those an audit prints; rows that repeat wait for the release. */
  liveIntervals: z.boolean()
})
export type ExploreOverview = z.infer<typeof exploreOverview>
