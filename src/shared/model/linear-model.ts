import { z } from 'zod'

const cell = z.union([z.string(), z.number(), z.boolean()]).transform((value) => String(value))
const finite = z.number()

/** weight · x; `missing` takes the place of an empty cell. */
const slope = z.strictObject({ feature: z.string().min(1), weight: finite, missing: finite.optional() })

/** Points by value; `other` for values that are not listed. */
const byCategory = z.strictObject({
  feature: z.string().min(1),
  categories: z.record(z.string(), finite).refine((points) => Object.keys(points).length > 0, 'needs at least one value'),
  other: finite,
  missing: finite
})

/** Points by interval: up to the first edge, between edges, beyond the last. `closed`: which end of an interval belongs to it. */
const byInterval = z
  .strictObject({
    feature: z.string().min(1),
    edges: z.array(finite).min(1).max(10_000),
    points: z.array(finite).min(2).max(10_001),
    closed: z.enum(['left', 'right']).default('left'),
    missing: finite
  })
  .refine(({ edges, points }) => points.length === edges.length + 1, { path: ['points'], error: 'needs one entry more than edges' })
  .refine(({ edges }) => edges.every((edge, i) => i === 0 || edge > edges[i - 1]!), { path: ['edges'], error: 'must rise' })

const common = {
  schema: z.literal(1),
  name: z.string().min(1).max(200).optional(),
  terms: z
    .array(z.union([slope, byCategory, byInterval]))
    .min(1)
    .max(10_000),
  /** Names of the classes where the response is a probability: first the one it is not of. */
  classes: z.tuple([cell, cell]).optional()
}

/** A linear, logistic or log-linear model, or a scorecard: a start and one term a feature. */
export const linearModel = z.discriminatedUnion('kind', [
  z.strictObject({
    ...common,
    kind: z.literal('linear'),
    intercept: finite.default(0),
    link: z.enum(['identity', 'logistic', 'exp']).default('identity')
  }),
  z.strictObject({
    ...common,
    kind: z.literal('scorecard'),
    base: finite.default(0),
    /** Makes the points a probability: `odds` to 1 at `score`, twice that `double` points further. Without it the response is the points. */
    odds: z
      .strictObject({ score: finite, odds: z.number().positive(), double: finite.refine((points) => points !== 0, 'must not be 0') })
      .optional()
  })
])
export type LinearModel = z.infer<typeof linearModel>
export type LinearTerm = LinearModel['terms'][number]
