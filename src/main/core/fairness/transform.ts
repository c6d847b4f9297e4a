import type { Limits } from '../stats/estimate'
import type { Interval } from '../stats/interval'
import type { Quantity } from '../stats/quantity'

type Change = { estimate: (value: number) => number; limits: (limits: Limits) => Limits }

/** A quantity that follows from another one, with the limits that follow. */
function changed(quantity: Quantity, { estimate, limits }: Change): Quantity {
  const own = quantity.limits
  return {
    ...quantity,
    estimate: quantity.estimate === null ? null : estimate(quantity.estimate),
    interval: quantity.interval === null ? null : intervalOf(quantity.interval, limits),
    limits: own === null ? null : (alpha) => mapped(own(alpha), limits)
  }
}

const intervalOf = (interval: Interval, limits: Change['limits']): Interval => ({
  ...interval,
  ...limits({ low: interval.low, high: interval.high })
})

const mapped = (limits: Limits | null, change: Change['limits']): Limits | null => (limits === null ? null : change(limits))

/** `up` increases with the value. */
export const increasing = (quantity: Quantity, up: (value: number) => number): Quantity =>
  changed(quantity, { estimate: up, limits: ({ low, high }) => ({ low: up(low), high: up(high) }) })

export const decreasing = (quantity: Quantity, down: (value: number) => number): Quantity =>
  changed(quantity, { estimate: down, limits: ({ low, high }) => ({ low: down(high), high: down(low) }) })

/** A quantity that cannot lie outside a range: neither can its limits. */
export const withinRange = (quantity: Quantity, least: number, most: number): Quantity =>
  changed(quantity, {
    estimate: (value) => value,
    limits: ({ low, high }) => ({ low: Math.max(least, low), high: Math.min(most, high) })
  })

export const absoluteLimits = ({ low, high }: Limits): Limits => ({
  low: low <= 0 && high >= 0 ? 0 : Math.min(Math.abs(low), Math.abs(high)),
  high: Math.max(Math.abs(low), Math.abs(high))
})

/** Size of a difference: an interval that holds 0 starts at 0. */
export const absolute = (quantity: Quantity, factor = 1): Quantity =>
  changed(quantity, {
    estimate: (value) => Math.abs(value) * factor,
    limits: (limits) => {
      const { low, high } = absoluteLimits(limits)
      return { low: low * factor, high: high * factor }
    }
  })

/** The same comparison told from the other side's group. */
export const swapped = (quantity: Quantity): Quantity => {
  const { n, rates, ...rest } = quantity
  const sizes = { group: n.reference ?? 0, reference: n.group }
  return rates ? { ...rest, n: sizes, rates: { group: rates.reference, reference: rates.group } } : { ...rest, n: sizes }
}

/** Mean of two quantities: limits hold together where each holds at half the error rate (Bonferroni). */
export function meanOfTwo(a: Quantity, b: Quantity, level: number): Quantity {
  if (a.estimate === null) return a
  if (b.estimate === null) return b
  const parts = { n: a.n, estimate: (a.estimate + b.estimate) / 2 }
  const [la, lb] = [a.limits, b.limits]
  if (la === null || lb === null || a.interval === null) {
    const noInterval = a.noInterval ?? b.noInterval
    return { ...parts, interval: null, limits: null, ...(noInterval ? { noInterval } : {}) }
  }
  const limits = (alpha: number): Limits | null => {
    const [x, y] = [la(alpha / 2), lb(alpha / 2)]
    return x === null || y === null ? null : { low: (x.low + y.low) / 2, high: (x.high + y.high) / 2 }
  }
  const printed = limits(1 - level)
  return { ...parts, limits, interval: printed === null ? null : { ...printed, level, method: a.interval.method } }
}
