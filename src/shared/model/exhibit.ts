import { z } from 'zod'
import { at, group } from './measure'

const about = {
  /** Unique within the report, and the same in every run of the same plan. */
  id: z.string(),
  assessment: z.enum(['quality', 'performance', 'fairness', 'drift', 'explanation', 'slices', 'comparison']),
  title: z.string(),
  at,
  group: group.nullable(),
  notes: z.array(z.string())
}
const figure = z.number().nullable()

/** Shares of the same bins or categories in several parts, windows or groups. */
const distribution = z.object({
  kind: z.literal('distribution'),
  ...about,
  /** `low` and `high` are the edges of a bin of numbers; both null for a category, for missing and for unseen values. */
  bins: z.array(z.object({ label: z.string(), low: figure, high: figure })),
  series: z.array(z.object({ name: z.string(), n: z.number().nonnegative(), shares: z.array(z.number()) }))
})

/** Lines over one axis of numbers or labels, with a band where it is known and the data's density beneath. */
const curve = z.object({
  kind: z.literal('curve'),
  ...about,
  x: z.object({ title: z.string(), numbers: z.array(z.number()).nullable(), labels: z.array(z.string()).nullable() }),
  y: z.object({ title: z.string() }),
  series: z.array(
    z.object({ name: z.string(), values: z.array(figure), low: z.array(figure).nullable(), high: z.array(figure).nullable() })
  ),
  /** Share of the rows at each place of x. */
  density: z.array(z.number()).nullable(),
  /** Horizontal stretch that was to be expected, and places of x to mark, such as change points. */
  band: z.object({ low: figure, high: figure, label: z.string() }).nullable(),
  marks: z.array(z.object({ at: z.number(), label: z.string() }))
})

/** From one value to another in signed steps. */
const waterfall = z.object({
  kind: z.literal('waterfall'),
  ...about,
  unit: z.string(),
  start: z.object({ label: z.string(), value: z.number() }),
  steps: z.array(z.object({ label: z.string(), value: z.number(), low: figure, high: figure })),
  end: z.object({ label: z.string(), value: z.number() })
})

/** Spread of each feature's contributions: how many rows fall in each bin of contribution, and how high the feature's value is there. */
const swarm = z.object({
  kind: z.literal('swarm'),
  ...about,
  unit: z.string(),
  edges: z.array(z.number()),
  rows: z.array(
    z.object({
      feature: z.string(),
      meanAbsolute: z.number(),
      counts: z.array(z.int().nonnegative()),
      /** Mean rank of the feature's value in the bin, 0 lowest to 1 highest; null where no row is or no order exists. */
      value: z.array(figure)
    })
  )
})

/** How a feature's contributions go with its value, and with another feature beyond that: rows counted in cells. */
const dependence = z.object({
  kind: z.literal('dependence'),
  ...about,
  unit: z.string(),
  /** Quantiles of the feature's values, or its categories; each row stands at the nearest. */
  x: z.object({ title: z.string(), labels: z.array(z.string()) }),
  /** Edges of the bins of contribution. */
  edges: z.array(z.number()),
  /** The feature that most of what is left goes with; null where the contribution follows from the feature alone. */
  other: z.object({ name: z.string(), share: z.number() }).nullable(),
  /** Place of x, bin of contribution, rows there, and the mean rank of the other feature, 0 lowest to 1 highest. */
  cells: z.array(z.object({ x: z.int().nonnegative(), y: z.int().nonnegative(), rows: z.int().positive(), value: figure }))
})

/** Figures over two axes: missing-value patterns, agreement matrices, two-way effects. */
const grid = z.object({
  kind: z.literal('grid'),
  ...about,
  rows: z.object({ title: z.string(), labels: z.array(z.string()) }),
  columns: z.object({ title: z.string(), labels: z.array(z.string()) }),
  values: z.array(z.array(figure)),
  /** The value that means "nothing", where the scale diverges around it. */
  neutral: figure
})

/** Anything else that is read as rows. */
const table = z.object({
  kind: z.literal('table'),
  ...about,
  columns: z.array(z.object({ title: z.string(), align: z.enum(['left', 'right', 'decimal']) })),
  rows: z.array(z.array(z.union([z.string(), z.number(), z.null()])))
})

/** A picture or table of a report that is not a list of measures: the figures behind it, never the pixels. */
export const exhibit = z.discriminatedUnion('kind', [distribution, curve, waterfall, swarm, dependence, grid, table])
export type Exhibit = z.infer<typeof exhibit>
export type ExhibitOf<K extends Exhibit['kind']> = Extract<Exhibit, { kind: K }>
