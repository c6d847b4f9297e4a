import { z } from 'zod'
import { metricName } from '../metric-name'
import { windows } from '../windows'

const share = z.number().gt(0).lt(1)

/** Parameters of the detectors of change; those of the river library where the plan gives none. `false` leaves a detector out. */
const detectors = z.strictObject({
  adwin: z
    .union([
      z.literal(false),
      z.strictObject({
        delta: share.default(0.002),
        clock: z.int().min(1).default(32),
        max_buckets: z.int().min(2).default(5),
        min_window: z.int().min(1).default(5),
        grace: z.int().min(0).default(10)
      })
    ])
    .prefault({}),
  ddm: z
    .union([z.literal(false), z.strictObject({ warm_start: z.int().min(1).default(30), drift: z.number().positive().default(3) })])
    .prefault({}),
  eddm: z.union([z.literal(false), z.strictObject({ warm_start: z.int().min(1).default(30), beta: share.default(0.9) })]).prefault({}),
  page_hinkley: z
    .union([
      z.literal(false),
      z.strictObject({
        min_instances: z.int().min(1).default(30),
        delta: z.number().nonnegative().default(0.005),
        threshold: z.number().positive().default(50),
        alpha: z.number().gt(0).max(1).default(0.9999)
      })
    ])
    .prefault({}),
  kswin: z
    .union([
      z.literal(false),
      z.strictObject({
        alpha: share.default(0.005),
        window: z.int().min(4).max(10_000).default(100),
        recent: z.int().min(2).max(1000).default(30)
      })
    ])
    .prefault({})
})
export type DetectorChoice = z.infer<typeof detectors>

export const performance = z.strictObject({
  part: z.string().default('current'),
  /** The part on which the model was validated: what to expect comes from it. */
  reference: z.string().optional(),
  windows: windows.optional(),
  /** Left out: every metric that the plan's columns allow. */
  metrics: z.array(metricName).min(1).optional(),
  /** Where there is no decision column: the score from which the decision follows. */
  decide: z.strictObject({ score_at_least: z.number().optional(), score_at_most: z.number().optional() }).optional(),
  detectors: detectors.prefault({}),
  /** Estimates of performance without labels, from scores calibrated on the reference. */
  label_free: z.boolean().default(false),
  replicates: z.int().min(200).max(50_000).default(1000)
})
export type Performance = z.infer<typeof performance>
