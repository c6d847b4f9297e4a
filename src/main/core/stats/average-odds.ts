import type { OddsCounts } from './extremes'
import type { Computed, Estimate } from './interval'
import { isUndefined, undefinedFor } from './interval'
import { square } from './math'
import { differenceInterval } from './two-proportions'

/**
 * Average odds difference ½[(TPR−TPR_ref) + (FPR−FPR_ref)], smooth and signed. Positives and negatives are distinct rows, so the two score
 * intervals are independent and combine by MOVER (Zou and Donner 2008). The mean of absolute values is not smooth at 0 and has no interval here.
 */
export const averageOddsDifference = (group: OddsCounts, reference: OddsCounts, level: number): Computed<Estimate> => {
  const rates = [
    [group.truePositives, group.positives, reference.truePositives, reference.positives],
    [group.falsePositives, group.negatives, reference.falsePositives, reference.negatives]
  ] as const
  let estimate = 0
  let below = 0
  let above = 0
  for (const [k1, n1, k2, n2] of rates) {
    const interval = differenceInterval({ k: k1, n: n1 }, { k: k2, n: n2 }, level)
    if (isUndefined(interval)) return undefinedFor(interval.undefined)
    const difference = k1 / n1 - k2 / n2
    estimate += difference / 2
    below += square(difference - interval.low)
    above += square(interval.high - difference)
  }
  return { estimate, interval: { low: estimate - Math.sqrt(below) / 2, high: estimate + Math.sqrt(above) / 2, level, method: 'mover' } }
}
