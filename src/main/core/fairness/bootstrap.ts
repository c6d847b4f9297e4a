import { multinomialReplicates, percentileInterval } from '../stats/multinomial-bootstrap'
import type { CellTable } from './cell-table'
import type { FairnessInput } from './input'
import type { Smooth } from './linearise'
import type { Quantity } from '../stats/quantity'
import { withoutInterval } from '../stats/quantity'
import type { GroupTable } from './roll-up'

/** Resampled counts of some slots: that of slots[i] in replicate r at i × replicates + r. */
type Replicates = { slots: Int32Array; values: Int32Array; replicates: number }

const ofCells = new WeakMap<CellTable, Replicates>()
const ofGroups = new WeakMap<GroupTable, Replicates>()

const filledSlots = (masses: Float64Array): Int32Array =>
  Int32Array.from(Int32Array.from(masses.keys()).filter((slot) => masses[slot]! > 0))

/** One joint resample of the finest cells serves every grouping of a run; it depends on the seed alone. */
function cellReplicates(cells: CellTable, seed: string, replicates: number): Replicates {
  const known = ofCells.get(cells)
  if (known?.replicates === replicates) return known
  const slots = filledSlots(cells.w)
  const values = multinomialReplicates(Int32Array.from(cells.w), { replicates, seed: `${seed}:cells` })
  const result = { slots, values, replicates }
  ofCells.set(cells, result)
  return result
}

/** The finest cells' resamples summed into the groups of a table. */
function groupReplicates(table: GroupTable, seed: string, replicates: number): Replicates {
  const known = ofGroups.get(table)
  if (known?.replicates === replicates) return known
  const cells = cellReplicates(table.cells, seed, replicates)
  const slots = filledSlots(table.w)
  const place = new Map(Array.from(slots, (slot, i) => [slot, i]))
  const values = new Int32Array(slots.length * replicates)
  cells.slots.forEach((slot, i) => {
    const to = place.get(table.ofCell[Math.floor(slot / 9)]! * 9 + (slot % 9))
    if (to !== undefined) addRow(values, to * replicates, cells.values, i * replicates, replicates)
  })
  const result = { slots, values, replicates }
  ofGroups.set(table, result)
  return result
}

function addRow(into: Int32Array, to: number, from: Int32Array, start: number, length: number): void {
  for (let r = 0; r < length; r++) into[to + r] = (into[to + r]! + from[start + r]!) | 0
}

/** Slots of a group: they lie side by side. */
function slotsOfGroups(slots: Int32Array, groups: readonly number[]): number[] {
  return groups.flatMap((group) => {
    const own: number[] = []
    for (let i = firstAtLeast(slots, group * 9); i < slots.length && slots[i]! < group * 9 + 9; i++) own.push(i)
    return own
  })
}

function firstAtLeast(slots: Int32Array, wanted: number): number {
  let [low, high] = [0, slots.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (slots[middle]! < wanted) low = middle + 1
    else high = middle
  }
  return low
}

const scratch = new WeakMap<GroupTable, Float64Array>()

function resampled({ slots, values, replicates }: Replicates, table: GroupTable, smooth: Smooth): Float64Array {
  const masses = scratch.get(table) ?? table.w.slice()
  scratch.set(table, masses)
  const own = slotsOfGroups(slots, smooth.groups)
  const column = new Float64Array(replicates)
  for (let r = 0; r < replicates; r++) {
    for (const i of own) masses[slots[i]!] = values[i * replicates + r]!
    column[r] = smooth.value(masses)
  }
  for (const i of own) masses[slots[i]!] = table.w[slots[i]!]!
  return column
}

/** Percentile interval of a smooth function of pure counts from joint multinomial resamples, and the Monte Carlo error of its limits. */
export function bootstrapOf(input: FairnessInput, table: GroupTable, smooth: Smooth, estimate: number, n: Quantity['n']): Quantity {
  const { level } = input.plan
  const replicates = input.plan.assessments.fairness?.replicates ?? 1000
  const column = resampled(groupReplicates(table, input.seed, replicates), table, smooth)
  const at = (asked: number): ReturnType<typeof percentileInterval> => percentileInterval(column, asked)
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
