import { z } from 'zod'
import { where } from '../where'

const name = z.string().min(1).max(200)
const text = z.string().min(1).max(500)

export const LOSSES = ['log_loss', 'brier', 'error', 'auc', 'squared', 'absolute'] as const

const reason = z.union([text.transform((said) => ({ text: said })), z.strictObject({ code: z.string().min(1).max(40).optional(), text })])

/** Why the model gives the scores it gives: contributions, importances, effects, reasons, proxies, single cases. */
export const explanation = z.strictObject({
  part: z.string().default('current'),
  /** Names of models of the plan, the champion first; all of them where left out. */
  models: z.array(name).min(1).optional(),
  /** Rows that contributions are held against: drawn from a part, by default `reference` where there is one. */
  background: z.strictObject({ part: z.string().optional(), rows: z.int().min(1).max(10_000).default(200) }).prefault({}),
  /** Rows that are explained: drawn in proportion from groups and decisions where the part has more. */
  rows: z.int().min(100).max(10_000_000).default(20_000),
  /** Instead of a model: feature → column that holds its contribution (such as a Shapley value) to each score. */
  attributions: z
    .strictObject({
      columns: z.record(name, z.string().min(1)),
      /** What the contributions are added to; with it they are held against the logged score. */
      base: z.number().optional(),
      /** `logit`: the score is a probability and the contributions add up to its log-odds. */
      link: z.enum(['identity', 'logit']).default('identity'),
      /** What rounding in the log may leave between sum and score, relative to the largest score. */
      tolerance: z.number().positive().max(0.1).default(1e-5)
    })
    .optional(),
  /** Features that count as one, such as the columns of a one-hot code. */
  feature_groups: z.record(name, z.array(name).min(2)).default({}),
  loss: z.enum(LOSSES).optional(),
  repeats: z.int().min(1).max(1000).default(5),
  /** Also permute within subgroups that the other features tell apart. */
  conditional: z.boolean().default(false),
  /** Only for models without a formula for their contributions. */
  sampling: z
    .strictObject({ tolerance: z.number().min(0).max(1).default(0.02), evaluations: z.int().min(1000).default(200_000) })
    .prefault({}),
  effects: z
    .strictObject({
      /** Named features, or so many of the most important. */
      features: z.union([z.array(name), z.int().min(0).max(50)]).default(4),
      two_way: z
        .array(z.tuple([name, name]))
        .max(10)
        .default([]),
      grid: z.int().min(3).max(100).default(20)
    })
    .prefault({}),
  /** How the model's response may move as a feature grows. */
  directions: z.record(name, z.enum(['increasing', 'decreasing'])).default({}),
  /** Feature or group of features → the reason that a notice states. */
  reasons: z.record(name, reason).default({}),
  most_reasons: z.int().min(1).max(10).default(4),
  /** Response from which the decision follows; by default as for fairness. */
  decide: z.strictObject({ score_at_least: z.number().optional(), score_at_most: z.number().optional() }).optional(),
  /** Rows in which the same model's contributions are compared, the first being what others are held against. */
  cohorts: z
    .array(
      z.strictObject({
        name,
        where
      })
    )
    .max(10)
    .default([]),
  proxies: z.boolean().default(true),
  /** Single rows, by their id or their number in the part from 1 on. */
  cases: z
    .array(
      z.union([z.strictObject({ id: z.union([z.string(), z.number()]).transform(String) }), z.strictObject({ row: z.int().positive() })])
    )
    .max(20)
    .default([]),
  /** What a person could change; what is not named may change either way. */
  changes: z
    .strictObject({ never: z.array(name).default([]), only_up: z.array(name).default([]), only_down: z.array(name).default([]) })
    .prefault({})
})
export type ExplanationPlan = z.infer<typeof explanation>
