import { multinomialBootstrap, percentileInterval } from '../stats/multinomial-bootstrap'
import type { FairnessInput } from './input'
import type { Smooth } from './linearise'
import type { Quantity } from './quantity'
import { withoutInterval } from './quantity'
import type { GroupTable } from './roll-up'

/** Resampled counts of a table's slots that have rows: value of slot i of replicate r at r × slots.length + i. */
type Replicates = { slots: Int32Array; values: Float64Array; replicates: number }

const made = new WeakMap<GroupTable, Replicates>()

/** All functions of a table share its resamples; they depend on the seed and the attributes alone. */
function replicatesOf(input: FairnessInput, table: GroupTable): Replicates {
  const replicates = input.plan.assessments.fairness?.replicates ?? 1000
  const known = made.get(table)
  if (known?.replicates === replicates) return known
  const counts = Int32Array.from(table.w)
  const slots = Int32Array.from(counts.keys()).filter((slot) => counts[slot]! > 0)
  const copy = (resampled: Int32Array, out: Float64Array, offset: number): void => {
    for (let i = 0; i < slots.length; i++) out[offset + i] = resampled[slots[i]!]!
  }
  const { values } = multinomialBootstrap(counts, copy, { replicates, seed: `${input.seed}:${table.over.join('×')}`, width: slots.length })
  const result = { slots, values, replicates }
  made.set(table, result)
  return result
}

/** Percentile interval of a smooth function of pure counts. */
export function bootstrapOf(input: FairnessInput, table: GroupTable, smooth: Smooth, estimate: number, n: Quantity['n']): Quantity {
  const { slots, values, replicates } = replicatesOf(input, table)
  const masses = table.w.slice()
  const column = new Float64Array(replicates)
  const own = slots.map((_, i) => i).filter((i) => smooth.groups.includes(Math.floor(slots[i]! / 9)))
  for (let r = 0; r < replicates; r++) {
    for (const i of own) masses[slots[i]!] = values[r * slots.length + i]!
    column[r] = smooth.value(masses)
  }
  const { level } = input.plan
  const at = (asked: number): ReturnType<typeof percentileInterval> => percentileInterval([{ values: column, replicates, width: 1 }], 0, asked)
  const printed = at(level)
  if ('undefined' in printed) return withoutInterval(estimate, 'component-below-five', { n })
  return {
    estimate,
    n,
    interval: printed.interval,
    limits: (alpha) => {
      const asked = at(1 - alpha)
      return 'undefined' in asked ? null : { low: asked.interval.low, high: asked.interval.high }
    },
    monteCarloError: { low: printed.lowError, high: printed.highError }
  }
}
