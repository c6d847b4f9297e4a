import type { RateMask } from './rates'
import { pick } from './rates'

/** A smooth function of the masses of a table, of degree 0 (unchanged when all are doubled); NaN where it does not exist. */
export type Smooth = {
  value: (masses: Float64Array) => number
  /** Groups it looks at */
  groups: readonly number[]
  /** Rates it is made of: none may have fewer than five events or non-events */
  components: readonly (readonly [group: number, mask: RateMask])[]
}

/** Partial derivatives at slot numbers. */
export type Gradient = readonly (readonly [slot: number, slope: number])[]

/** Exact derivatives of k/n: (in the numerator − p)/n. */
export function rateGradient(masses: Float64Array, group: number, mask: RateMask): Gradient {
  const n = pick(masses, group, mask.denominator)
  const p = pick(masses, group, mask.numerator) / n
  return mask.denominator.map((c) => [group * 9 + c, ((mask.numerator.includes(c) ? 1 : 0) - p) / n])
}

export const scaledGradient = (gradient: Gradient, factor: number): Gradient => gradient.map(([slot, slope]) => [slot, slope * factor])

/** Central differences with one Richardson step, at steps in proportion to each mass. Error about 1e-11 of the slope. */
export function gradientOf(masses: Float64Array, { value, groups }: Smooth): Gradient {
  const slots = groups.flatMap((group) => Array.from({ length: 9 }, (_, c) => group * 9 + c)).filter((slot) => masses[slot]! > 0)
  const moved = masses.slice()
  const slope = (slot: number, step: number): number => {
    const mass = masses[slot]!
    moved[slot] = mass + step
    const above = value(moved)
    moved[slot] = mass - step
    const below = value(moved)
    moved[slot] = mass
    return (above - below) / (2 * step)
  }
  return slots.map((slot) => {
    const step = masses[slot]! * 2e-3
    return [slot, (4 * slope(slot, step / 2) - slope(slot, step)) / 3]
  })
}
