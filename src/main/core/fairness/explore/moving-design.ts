import type { Design } from '../design'
import type { Quantity } from '../../stats/quantity'
import { undefinedQuantity } from '../../stats/quantity'

/** An estimate whose interval comes later: neither interval nor a reason why there is none. */
const awaited = (estimate: number, n: Quantity['n']): Quantity =>
  Number.isNaN(estimate) ? undefinedQuantity('zero-denominator', n) : { estimate, n, interval: null, limits: null }

/** The design while the handle moves: nothing is resampled and nothing tested. */
export const movingDesign = (design: Design): Design => ({
  ...design,
  countsRows: false,
  smooth: (table, smooth, n) => awaited(smooth.value(table.w), n)
})

/** A quantity of rows that repeat, of which counts alone are known while the handle moves. */
export const withoutLimits = (quantity: Quantity): Quantity =>
  quantity.estimate === null ? quantity : awaited(quantity.estimate, quantity.n)
