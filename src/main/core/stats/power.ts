import type { Computed } from './interval'
import { undefinedFor } from './interval'
import { square } from './math'
import { criticalValue, upperCriticalValue } from './normal'

/** Sizes of the compared groups and the reference's rate, which is held fixed. */
export type Design = { n: number; referenceN: number; referenceRate: number; level: number; power?: number }

/** z of the one-sided test at α/2 plus z of the power: 2.80 for 95 % and 80 %. */
const reach = ({ level, power = 0.8 }: Pick<Design, 'level' | 'power'>): number => criticalValue(level) + upperCriticalValue(1 - power)

const logVariance = (ratio: number, { n, referenceN, referenceRate }: Design): number => {
  const p = ratio * referenceRate
  return (1 - p) / (n * p) + (1 - referenceRate) / (referenceN * referenceRate)
}

const ratioPasses = (ratio: number, threshold: number, design: Design): boolean =>
  logVariance(ratio, design) <= square(Math.log(ratio / threshold) / reach(design))

/** Where a condition that is false at `no` and true at `yes` turns true. */
const turningPoint = (no: number, yes: number, holds: (x: number) => boolean): number => {
  for (let i = 0; i < 200; i++) {
    const middle = (no + yes) / 2
    if (middle === no || middle === yes) break
    if (holds(middle)) yes = middle
    else no = middle
  }
  return yes
}

const noDesign = ({ n, referenceN, referenceRate }: Design): Computed<null> => {
  if (!(n > 0) || !(referenceN > 0)) return undefinedFor('no-rows')
  return referenceRate > 0 ? null : undefinedFor('zero-reference')
}

/** Smallest true ratio ≥ threshold that passes "ratio ≥ threshold" with the given power at these sizes. */
export const smallestPassingRatio = (threshold: number, design: Design): Computed<number> => {
  const problem = noDesign(design)
  if (problem !== null) return problem
  const most = 1 / design.referenceRate
  if (most <= threshold || !ratioPasses(most, threshold, design)) return undefinedFor('unreachable')
  return turningPoint(threshold, most, (ratio) => ratioPasses(ratio, threshold, design))
}

/**
 * Largest true ratio ≤ threshold that passes "ratio ≤ threshold" with the given power. Very small ratios widen the log variance again, so
 * the passing set may be a range; its upper end is returned.
 */
export const largestPassingRatio = (threshold: number, design: Design): Computed<number> => {
  const problem = noDesign(design)
  if (problem !== null) return problem
  const top = Math.min(threshold, 1 / design.referenceRate)
  if (ratioPasses(top, threshold, design)) return top
  for (let step = 1; step <= 400; step++) {
    const ratio = top * Math.exp(-step / 40)
    if (ratioPasses(ratio, threshold, design))
      return turningPoint(top * Math.exp(-(step - 1) / 40), ratio, (x) => ratioPasses(x, threshold, design))
  }
  return undefinedFor('unreachable')
}

/**
 * Rows the compared group needs to pass, if its true rate is `rate`: smallest n₁ with
 * (1−p₁)/(n₁p₁) + (1−p₂)/(n₂p₂) ≤ (ln(θ/T)/2.80)². Works for lower and upper thresholds alike.
 */
export const neededN = (
  rate: number,
  threshold: number,
  direction: 'at-least' | 'at-most',
  design: Omit<Design, 'n'>
): Computed<number> => {
  if (!(design.referenceN > 0)) return undefinedFor('no-rows')
  if (!(design.referenceRate > 0)) return undefinedFor('zero-reference')
  if (!(rate > 0)) return undefinedFor('zero-cell')
  const distance = Math.log(rate / design.referenceRate / threshold)
  if (direction === 'at-least' ? distance <= 0 : distance >= 0) return undefinedFor('estimate-beyond-threshold')
  const left = square(distance / reach(design)) - (1 - design.referenceRate) / (design.referenceN * design.referenceRate)
  return left > 0 ? Math.max(1, Math.ceil((1 - rate) / rate / left)) : undefinedFor('reference-too-small')
}

const differenceVariance = (difference: number, { n, referenceN, referenceRate }: Design): number => {
  const p = referenceRate + difference
  return (p * (1 - p)) / n + (referenceRate * (1 - referenceRate)) / referenceN
}

const differencePasses = (difference: number, threshold: number, design: Design): boolean =>
  differenceVariance(difference, design) <= square((threshold - difference) / reach(design))

/** Largest true difference p − p_ref that passes "difference ≤ threshold" with the given power at these sizes. */
export const largestPassingDifference = (threshold: number, design: Design): Computed<number> => {
  if (!(design.n > 0) || !(design.referenceN > 0)) return undefinedFor('no-rows')
  const least = -design.referenceRate
  if (least >= threshold || !differencePasses(least, threshold, design)) return undefinedFor('unreachable')
  return turningPoint(Math.min(threshold, 1 - design.referenceRate), least, (difference) => differencePasses(difference, threshold, design))
}

/** Smallest true difference that passes "difference ≥ threshold": the mirror image. */
export const smallestPassingDifference = (threshold: number, design: Design): Computed<number> => {
  const mirrored = largestPassingDifference(-threshold, { ...design, referenceRate: 1 - design.referenceRate })
  return typeof mirrored === 'number' ? -mirrored : mirrored
}

/** Rows the compared group needs to pass a threshold on p − p_ref, if its true rate is `rate`. */
export const neededNForDifference = (
  rate: number,
  threshold: number,
  direction: 'at-least' | 'at-most',
  design: Omit<Design, 'n'>
): Computed<number> => {
  if (!(design.referenceN > 0)) return undefinedFor('no-rows')
  const distance = rate - design.referenceRate - threshold
  if (direction === 'at-least' ? distance <= 0 : distance >= 0) return undefinedFor('estimate-beyond-threshold')
  const left = square(distance / reach(design)) - (design.referenceRate * (1 - design.referenceRate)) / design.referenceN
  return left > 0 ? Math.max(1, Math.ceil((rate * (1 - rate)) / left)) : undefinedFor('reference-too-small')
}
