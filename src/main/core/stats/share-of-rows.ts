import type { ClusterRows } from '../fairness/kernels'
import { FEWEST_CLUSTERS } from './cluster'
import type { Computed, Interval } from './interval'
import { isUndefined } from './interval'
import { criticalValue } from './normal'
import { proportionInterval, sampledProportionInterval } from './proportion'
import type { Quantity } from './quantity'
import { undefinedQuantity, withInterval, withoutInterval } from './quantity'
import { studentCritical } from './student-t'

/** How the rows of a part stand for the world. `frame`: what they were drawn from; `clusters`: rows that belong together, null where each stands alone. */
export type RowDesign = { level: number; frame: { rows: number; of: number } | null; clusters: ClusterRows | null }

/** Of each row: 0 is not of the kind, 1 is, 2 does not count. */
export type Flags = Uint8Array

export function tally(flags: Flags): { events: number; rows: number } {
  let [events, rows] = [0, 0]
  for (let row = 0; row < flags.length; row++) {
    if (flags[row] === 2) continue
    rows++
    events += flags[row]!
  }
  return { events, rows }
}

/**
 * Share of the rows that are of a kind: Wilson's or Clopper and Pearson's limits, hypergeometric ones for a sample of a frame; where rows come in
 * clusters Wilson's form at the effective size p(1 − p)/V of the linearised variance.
 */
export function shareOfRows(flags: Flags, design: RowDesign): Quantity {
  const { events, rows } = tally(flags)
  if (rows === 0) return undefinedQuantity('no-rows', { group: 0, reference: null })
  if (design.clusters === null) return shareOfCounts(events, rows, design)
  return clusteredShare(flags, events, rows, design.clusters, design.level)
}

/** The same where only counts are known and rows are independent. */
export function shareOfCounts(events: number, rows: number, { level, frame, clusters }: RowDesign): Quantity {
  const n = { group: rows, reference: null }
  if (rows === 0) return undefinedQuantity('no-rows', n)
  if (clusters !== null) return withoutInterval(events / rows, 'rows-repeat', { n })
  const at = (asked: number): Computed<Interval> =>
    frame === null
      ? proportionInterval(events, rows, asked)
      : sampledProportionInterval(events, rows, Math.max(rows, Math.round((frame.of * rows) / frame.rows)), asked)
  return withInterval(events / rows, level, at, { n })
}

function clusteredShare(flags: Flags, events: number, rows: number, { order, starts, clusters }: ClusterRows, level: number): Quantity {
  const p = events / rows
  const n = { group: rows, reference: null }
  let [squares, used] = [0, 0]
  for (let cluster = 0; cluster < clusters; cluster++) {
    let [own, counted] = [0, 0]
    for (let i = starts[cluster]!; i < starts[cluster + 1]!; i++) {
      const flag = flags[order[i]!]!
      if (flag === 2) continue
      counted++
      own += flag
    }
    if (counted === 0) continue
    used++
    squares += (own - p * counted) * (own - p * counted)
  }
  if (used < FEWEST_CLUSTERS) return withoutInterval(p, 'few-clusters', { n })
  const variance = ((squares / rows / rows) * used) / (used - 1)
  const reach = studentCritical(level, used - 1) / criticalValue(level)
  const size = (variance > 0 ? Math.min(rows, (p * (1 - p)) / variance) : used) / (reach * reach)
  const at = (asked: number): Computed<Interval> => {
    const limits = proportionInterval(p * size, size, asked)
    return isUndefined(limits) ? limits : { ...limits, method: 'cluster-robust' }
  }
  return withInterval(p, level, at, { n })
}
