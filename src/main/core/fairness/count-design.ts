import { AssayError } from '../../../shared/model/errors'
import { finiteCorrection } from '../stats/moments'
import { meanInterval, welch } from '../stats/means'
import type { Interval } from '../stats/interval'
import { criticalValue } from '../stats/normal'
import { sampledProportionInterval } from '../stats/proportion'
import { rateInterval } from './rate-interval'
import { bootstrapOf } from './bootstrap'
import type { Design, Events, Values } from './design'
import type { Frame } from './frame'
import type { FairnessInput } from './input'
import type { Smooth } from './linearise'
import { gradientOf } from './linearise'
import type { Quantity } from '../stats/quantity'
import { fromStats, undefinedQuantity, withInterval, withoutInterval } from '../stats/quantity'
import type { RateMask } from './rates'
import { ALL, pick } from './rates'
import { whyEmpty } from './why-empty'
import type { GroupTable } from './roll-up'
import { pairsByScore } from './score-pairs'

/** Rows that are independent of each other: plain, weighted (Kish's effective size in score limits, design variance elsewhere), or drawn from a frame. */
export function countDesign(input: FairnessInput, frame: Frame): Design {
  const { level, inference } = input.plan
  const drawnFrom = inference.kind === 'sample' ? inference.frame : null
  const whole = frame.weights === null || frame.weights.counts
  const drawn = drawnRows(frame)
  if (drawnFrom !== null && drawnFrom < drawn) throw new AssayError('plan/small-frame', { frame: drawnFrom, rows: drawn })
  const correction = drawnFrom === null ? 1 : finiteCorrection(drawn, drawnFrom)
  const events = eventsWith(whole, correction)
  return {
    level,
    kind: whole ? 'independent' : 'weighted',
    countsRows: whole,
    correction,
    events,
    refuses: () => null,
    rate: (table, group, mask) => {
      const e = events(table, group, mask)
      const n = { group: e.rows, reference: null }
      if (!(e.n > 0)) return undefinedQuantity(whyEmpty(table, group), n)
      if (drawnFrom === null || !whole) return plainRate(e, level, n)
      const [k, size] = [pick(table.w, group, mask.numerator), pick(table.w, group, mask.denominator)]
      return withInterval(e.p, level, (at) => sampledProportionInterval(k, size, Math.round((drawnFrom * size) / drawn), at), { n })
    },
    ...pairsByScore(level, events),
    smooth: (table, smooth, n) => smoothQuantity(input, { whole, correction, drawnFrom }, table, smooth, n),
    mean: (values, group) => meanQuantity(values, group, level, correction),
    meanDifference: (values, group, reference) => {
      const [a, b] = [values.moments[group]!, values.moments[reference]!]
      const n = { group: a.n, reference: b.n }
      const result = welch(a, b, level, { correction: [correction, correction] })
      const test = 'undefined' in result ? {} : { test: { method: 'welch-t' as const, p: result.p } }
      return fromStats(a.sumWX / a.sumW - b.sumWX / b.sumW, level, (at) => welch(a, b, at, { correction: [correction, correction] }), {
        n,
        ...test
      })
    },
    influence: () => null
  }
}

/** Rows taken from the frame: a whole frequency weight stands for so many of them. */
const drawnRows = ({ rows, weights }: Frame): number => (weights?.counts ? weights.values.reduce((sum, weight) => sum + weight, 0) : rows)

/** The commonest quantity of all, made without detours. */
const plainRate = ({ k, n: size, p }: Events, level: number, n: Quantity['n']): Quantity => ({
  estimate: p,
  interval: rateInterval(k, size, level) as Interval,
  limits: (alpha) => rateInterval(k, size, 1 - alpha) as Interval,
  n
})

const eventsWith =
  (whole: boolean, correction: number): Design['events'] =>
  (table, group, mask): Events => {
    const [n, k] = [pick(table.w, group, mask.denominator), pick(table.w, group, mask.numerator)]
    const rows = pick(table.counts, group, mask.denominator)
    const size = (whole ? n : (n * n) / pick(table.w2, group, mask.denominator)) / (correction > 0 ? correction : 1e-9)
    return { k: whole && correction === 1 ? k : (k / n) * size, n: size, rows, p: k / n }
  }

function meanQuantity({ moments }: Values, group: number, level: number, correction: number): Quantity {
  const own = moments[group]!
  return fromStats(own.sumWX / own.sumW, level, (at) => meanInterval(own, at, correction), { n: { group: own.n, reference: null } })
}

type Sampling = { whole: boolean; correction: number; drawnFrom: number | null }

/** Joint resampling of the cells where rows are independent and plain; linearised variance where weighted or drawn from a frame. */
function smoothQuantity(
  input: FairnessInput,
  { whole, correction, drawnFrom }: Sampling,
  table: GroupTable,
  smooth: Smooth,
  n: Quantity['n']
): Quantity {
  const estimate = smooth.value(table.w)
  if (Number.isNaN(estimate)) return undefinedQuantity('zero-denominator', n)
  if (input.plan.inference.kind === 'census') return withoutInterval(estimate, 'census', { n })
  if (!mayResample(table.counts, smooth)) return withoutInterval(estimate, 'component-below-five', { n })
  if (whole && drawnFrom === null) return bootstrapOf(input, table, smooth, estimate, n)
  let variance = 0
  for (const [slot, slope] of gradientOf(table.w, smooth)) variance += table.w2[slot]! * slope * slope
  const rows = smooth.groups.reduce((total, group) => total + pick(whole ? table.w : table.counts, group, ALL), 0)
  const error = Math.sqrt(((variance * rows) / (rows - 1)) * correction)
  return withInterval(
    estimate,
    input.plan.level,
    (at) => around(estimate, criticalValue(at) * error, at, whole ? 'delta' : 'design-based'),
    { n }
  )
}

export const around = <M extends string>(
  estimate: number,
  spread: number,
  level: number,
  method: M
): { low: number; high: number; level: number; method: M } => ({
  low: estimate - spread,
  high: estimate + spread,
  level,
  method
})

/** At least five events and five non-events in every rate the function is made of. */
export const mayResample = (counts: Float64Array, { components }: Pick<Smooth, 'components'>): boolean =>
  components.every(([group, mask]: readonly [number, RateMask]) => {
    const k = pick(counts, group, mask.numerator)
    return Math.min(k, pick(counts, group, mask.denominator) - k) >= 5
  })
