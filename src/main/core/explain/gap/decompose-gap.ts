import { averageOf, differenceQuantity, type Design } from '../means'
import type { Quantity } from '../../stats/quantity'

/** Rows of a group and of its reference. */
export type Pair = { group: (row: number) => boolean; reference: (row: number) => boolean }

/**
 * The difference of mean margins between two groups and each player's share of it: since contributions add up to the margin, the shares add
 * up to the gap. `residual`: what they miss it by.
 */
export type Gap = { total: Quantity; shares: Quantity[]; means: { group: number; reference: number }; residual: number }

export function decomposeGap(margins: Float64Array, values: readonly Float64Array[], pair: Pair, design: Design, level: number): Gap {
  const difference = (column: Float64Array): Quantity =>
    differenceQuantity(averageOf(column, design, pair.group), averageOf(column, design, pair.reference), design, level)
  const total = difference(margins)
  const shares = values.map(difference)
  const sum = shares.reduce((so, { estimate }) => so + (estimate ?? 0), 0)
  return {
    total,
    shares,
    means: { group: averageOf(margins, design, pair.group).estimate, reference: averageOf(margins, design, pair.reference).estimate },
    residual: Math.abs((total.estimate ?? 0) - sum)
  }
}
