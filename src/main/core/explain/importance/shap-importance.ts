import { averageOf, averageQuantity, type Design } from '../means'
import type { Quantity } from '../../stats/quantity'

/** Mean |contribution| of each player over the rows (Lundberg et al. 2020), and its share of the sum over players. */
export type ShapImportance = { quantity: Quantity; share: number }

export function shapImportance(values: readonly Float64Array[], design: Design, level: number): ShapImportance[] {
  const quantities = values.map((column) => averageQuantity(averageOf(column.map(Math.abs), design), design, level))
  const total = quantities.reduce((sum, { estimate }) => sum + (estimate ?? 0), 0)
  return quantities.map((quantity) => ({ quantity, share: total > 0 ? (quantity.estimate ?? 0) / total : 0 }))
}
