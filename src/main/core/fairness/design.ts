import type { Moments } from '../stats/moments'
import type { Quantity } from '../stats/quantity'
import type { GroupTable } from './roll-up'
import type { RateMask } from './rates'
import type { Smooth } from './linearise'
import type { Fill } from './kernels'

/** Events of rows as a score limit takes them (effective where rows are weighted, repeated or drawn from a frame); `rows` and `p` as counted. */
export type Events = { k: number; n: number; rows: number; p: number }

/** Sums of a number a row, by group; `fill` gives the rows' own values. */
export type Values = { table: GroupTable; moments: readonly Moments[]; fill: Fill }

/** Estimate and squared standard error of each group, and how two groups vary together. */
export type Spread = { variance: (group: number) => number; covariance: (a: number, b: number) => number }

/** How rows stand for the world. One is chosen for a run; every rate, difference, mean and index asks it for limits. */
export type Design = {
  level: number
  kind: 'independent' | 'weighted' | 'clustered'
  /** Counts are whole rows that are independent of each other: exact tests hold */
  countsRows: boolean
  events: (table: GroupTable, group: number, mask: RateMask) => Events
  /** Why limits of these groups may not be trusted, if so */
  refuses: (table: GroupTable, groups: readonly number[]) => 'few-clusters' | null
  rate: (table: GroupTable, group: number, mask: RateMask) => Quantity
  difference: (table: GroupTable, group: number, reference: number, mask: RateMask) => Quantity
  ratio: (table: GroupTable, group: number, reference: number, mask: RateMask) => Quantity
  smooth: (table: GroupTable, smooth: Smooth, n: Quantity['n']) => Quantity
  mean: (values: Values, group: number) => Quantity
  meanDifference: (values: Values, group: number, reference: number) => Quantity
  /** Squared standard error of an estimate from each row's influence on it, where the design needs more than DeLong's own */
  influence: (table: GroupTable, influenceOfRow: () => Float64Array) => Spread | null
  /** Factor on a variance for a sample of a frame */
  correction: number
}
