import type { NumberFacts } from './facts'

const POWERS = [1e6, 1e5, 1e4, 1000, 100, 10, 0.1, 0.01, 0.001, 1e-4, 1e-5, 1e-6]
/** A tenth of a decade either way. */
const NEAR = 1.2589254117941673

const near = (ratio: number, power: number): boolean => ratio > power / NEAR && ratio < power * NEAR

const spread = ({ quartiles }: NumberFacts): number => quartiles[2] - quartiles[0]

/**
 * The power of ten by which the values of a part seem to have been multiplied: median and interquartile range both lie within a tenth of a decade of
 * the same power times those of the reference. Null where they do not, or have no size.
 */
export function unitPower(facts: NumberFacts, expected: NumberFacts): number | null {
  const size = facts.medianSize / expected.medianSize
  const width = spread(facts) / spread(expected)
  return POWERS.find((power) => near(size, power) && near(width, power)) ?? null
}

/** No spread to measure a distance by. */
export const sameValues = (scale: number): boolean => !(scale > 0)
