import type { Limits } from '../stats/estimate'
import { EPSILON } from '../stats/math'
import type { Criterion } from '../../../shared/model/plan'

/** A criterion's threshold: a floor, a ceiling, or both for a band. */
export type Threshold = { atLeast: number | null; atMost: number | null }

export const thresholdOf = ({ threshold }: Criterion): Threshold => ({
  atLeast: threshold.at_least ?? null,
  atMost: threshold.at_most ?? null
})

/** Four units in the last place: 12/100 over 15/100 is four fifths, whatever the division leaves in the last bit. */
const slack = (edge: number): number => 4 * EPSILON * Math.max(1, Math.abs(edge))

const under = (value: number, floor: number | null): boolean => floor !== null && value < floor - slack(floor)
const over = (value: number, ceiling: number | null): boolean => ceiling !== null && value > ceiling + slack(ceiling)

/** Whether a value violates the threshold; a value on the edge satisfies it. */
export const violatesAt = (value: number, { atLeast, atMost }: Threshold): boolean => under(value, atLeast) || over(value, atMost)

/** Whether every value of the interval satisfies the threshold. */
export const whollySatisfies = ({ low, high }: Limits, { atLeast, atMost }: Threshold): boolean =>
  !under(low, atLeast) && !over(high, atMost)

/** Whether every value of the interval violates the threshold, on one side of it. */
export const whollyViolates = ({ low, high }: Limits, { atLeast, atMost }: Threshold): boolean => under(high, atLeast) || over(low, atMost)
