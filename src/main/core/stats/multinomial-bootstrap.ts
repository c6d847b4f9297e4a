import type { AliasTables } from './alias-table'
import { fillAlias, poissonTables } from './alias-table'
import type { Computed, Interval } from './interval'
import { undefinedFor } from './interval'
import { orderEnds } from './order-ends'
import type { Random } from './random'
import { randomStream } from './random'

/** How to draw resamples of some counts: those that are not 0, a Poisson table each (equal counts share one), and one for single rows. */
type Plan = { cells: Int32Array; total: number; tableOf: Int32Array; tables: AliasTables; keep: Float64Array; other: Int32Array }

function planOf(counts: Int32Array): Plan {
  const cells = Int32Array.from(counts.keys()).filter((i) => counts[i]! > 0)
  const total = cells.reduce((sum, cell) => sum + counts[cell]!, 0)
  const distinct = [...new Set(Array.from(cells, (cell) => counts[cell]!))]
  const place = new Map(distinct.map((count, i) => [count, i]))
  const share = total > 4 ? 1 - 2 / Math.sqrt(total) : 0
  const [keep, other] = [new Float64Array(cells.length), new Int32Array(cells.length)]
  fillAlias(
    Float64Array.from(cells, (cell) => counts[cell]!),
    keep,
    other,
    0
  )
  return {
    cells,
    total,
    tableOf: Int32Array.from(cells, (cell) => place.get(counts[cell]!)!),
    tables: poissonTables(Float64Array.from(distinct, (count) => count * share)),
    keep,
    other
  }
}

/** Independent Poisson counts of a little less than the counts; their sum. */
function drawPoissons({ cells, tableOf, tables: { start, size, low, keep, other } }: Plan, random: Random, out: Int32Array): number {
  let sum = 0
  for (let i = 0; i < cells.length; i++) {
    const table = tableOf[i]!
    const u = random.uniform() * size[table]!
    const k = u | 0
    const at = start[table]! + k
    const drawn = low[table]! + (u - k < keep[at]! ? k : other[at]!)
    out[cells[i]!] = drawn
    sum += drawn
  }
  return sum
}

/**
 * One multinomial resample into `out`; the same total. Given their sum independent Poisson counts are multinomial, and so they stay when the rows that
 * are lacking are drawn one by one; a sum above the total (one in 44) is drawn anew.
 */
const resample = (plan: Plan, seed: string, replicate: number, out: Int32Array): void => {
  const random = randomStream(seed, replicate)
  const { cells, total, keep, other } = plan
  let drawn = drawPoissons(plan, random, out)
  while (drawn > total) drawn = drawPoissons(plan, random, out)
  for (; drawn < total; drawn++) {
    const u = random.uniform() * cells.length
    const i = u | 0
    out[cells[u - i < keep[i]! ? i : other[i]!]!]!++
  }
}

/** Replicates a tile: their rows stay in the cache while they are turned. */
const TILE = 16

/**
 * Joint multinomial resamples of cell counts, which is the ordinary bootstrap of rows at any n, cell by cell: that of the i-th cell with rows in replicate r at i × replicates + r. */
export function multinomialReplicates(counts: Int32Array, { replicates, seed }: { replicates: number; seed: string }): Int32Array {
  const plan = planOf(counts)
  const { cells } = plan
  const rows = Array.from({ length: TILE }, () => new Int32Array(counts.length))
  const values = new Int32Array(cells.length * replicates)
  for (let first = 0; first < replicates; first += TILE) {
    const count = Math.min(TILE, replicates - first)
    for (let t = 0; t < count; t++) resample(plan, seed, first + t, rows[t]!)
    for (let t = 0; t < count; t++) {
      const row = rows[t]!
      for (let i = 0; i < cells.length; i++) values[i * replicates + first + t] = row[cells[i]!]!
    }
  }
  return values
}

/** A percentile interval and the Monte Carlo standard error of each limit; `usable` counts the resamples in which the statistic was defined. */
export type BootstrapInterval = { interval: Interval; lowError: number; highError: number; usable: number }

/** Percentile interval of a statistic's values in resamples; NaN says "not defined in this resample". */
export const percentileInterval = (values: Float64Array, level: number): Computed<BootstrapInterval> => {
  const all = values.filter((value) => !Number.isNaN(value))
  const usable = all.length
  if (usable < values.length * 0.99 || usable < 20) return undefinedFor('not-smooth')
  const tail = (1 - level) / 2
  const sorted = orderEnds(all, Math.ceil((usable + 1) * (tail + Math.sqrt((tail * (1 - tail)) / usable))) + 1)
  return {
    interval: { low: quantile(sorted, tail), high: quantile(sorted, 1 - tail), level, method: 'multinomial-bootstrap' },
    lowError: quantileError(sorted, tail),
    highError: quantileError(sorted, 1 - tail),
    usable
  }
}

/** Linear interpolation between order statistics at (B+1)p (Hyndman and Fan's type 6). */
const quantile = (sorted: Float64Array, p: number): number => {
  const position = Math.min(Math.max((sorted.length + 1) * p - 1, 0), sorted.length - 1)
  const below = Math.floor(position)
  const low = sorted[below]!
  const high = sorted[Math.min(below + 1, sorted.length - 1)]!
  return low + (position - below) * (high - low)
}

/** Standard error of a quantile: half the width of its binomial order-statistic interval of one standard error each side. */
const quantileError = (sorted: Float64Array, p: number): number => {
  const spread = Math.sqrt((p * (1 - p)) / sorted.length)
  return (quantile(sorted, Math.min(1, p + spread)) - quantile(sorted, Math.max(0, p - spread))) / 2
}
