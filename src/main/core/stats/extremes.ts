import type { Computed, Interval } from './interval'
import { undefinedFor } from './interval'
import { upperCriticalValue } from './normal'
import { wilsonLimits } from './proportion'
import { differenceLower, differenceUpper } from './score-difference'
import { ratioLower, ratioUpper } from './score-ratio'
import type { Count } from './two-proportions'
import { scoreTarget } from './two-proportions'

/**
 * Limits for what the data choose: the smallest ratio or largest difference over the m ordered pairs of k groups. Never bootstrapped. The
 * limit on the extreme side is an intersection–union test (each pair at α/2, unadjusted); the other side is Bonferroni over pairs (α/2m).
 * Cost: at most two roots a pair; pairs whose cheap bound cannot win are skipped, so 200 groups take milliseconds.
 */
export type Extreme = {
  /** the observed value; for a ratio biased low, for a difference biased high */
  estimate: number
  interval: Interval
  /** indices of the groups with the lowest and the highest observed rate */
  lowest: number
  highest: number
}

const rate = ({ k, n }: Count): number => k / n

const unusable = (groups: readonly Count[]): Computed<null> => {
  if (groups.some(({ n }) => !(n > 0))) return undefinedFor('no-rows')
  return groups.length < 2 ? undefinedFor('single-group') : null
}

const lowestAndHighest = (groups: readonly Count[]): { lowest: number; highest: number } => {
  let lowest = 0
  let highest = 0
  groups.forEach((group, i) => {
    if (rate(group) < rate(groups[lowest]!)) lowest = i
    if (rate(group) > rate(groups[highest]!)) highest = i
  })
  return { lowest, highest }
}

/** Wilson limits at the widest chi-square any pair can use: a pair's score limit never lies outside what these imply. */
const widestLimits = (groups: readonly Count[], z: number): { low: number; high: number }[] => {
  const sizes = groups.map(({ n }) => n).sort((a, b) => a - b)
  const total = sizes[0]! + sizes[1]!
  const widest = z * Math.sqrt(total / (total - 1))
  return groups.map(({ k, n }) => wilsonLimits(k, n, widest))
}

const byRate = (groups: readonly Count[]): number[] => groups.map((_, i) => i).sort((a, b) => rate(groups[a]!) - rate(groups[b]!) || a - b)

/** Smallest one-sided lower limit of a ratio over the ordered pairs of `tops` and `bottoms` (indices). */
const smallestRatioLower = (groups: readonly Count[], tops: readonly number[], bottoms: readonly number[], z: number): number => {
  const bounds = widestLimits(groups, z)
  let best = Infinity
  for (const i of tops) {
    for (const j of bottoms) {
      if (i === j || bounds[i]!.low / bounds[j]!.high >= best) continue
      const [a, b] = [groups[i]!, groups[j]!]
      best = Math.min(best, ratioLower(a.k, a.n, b.k, b.n, scoreTarget(z, a, b)))
    }
  }
  return best
}

const smallestRatioUpper = (groups: readonly Count[], tops: readonly number[], bottoms: readonly number[], z: number): number => {
  let best = 1
  for (const i of tops) {
    for (const j of bottoms) {
      const [a, b] = [groups[i]!, groups[j]!]
      if (i === j || b.k <= 0 || rate(a) / rate(b) >= best) continue
      best = Math.min(best, ratioUpper(a.k, a.n, b.k, b.n, scoreTarget(z, a, b)))
    }
  }
  return best
}

/** Lowest rate over highest rate of k ≥ 2 groups (impact ratio of the extremes). */
export const ratioOfExtremes = (groups: readonly Count[], level: number): Computed<Extreme> => {
  const problem = unusable(groups)
  if (problem !== null) return problem
  const { lowest, highest } = lowestAndHighest(groups)
  if (groups[highest]!.k <= 0) return undefinedFor('zero-reference')
  const up = byRate(groups)
  const down = [...up].reverse()
  const tail = (1 - level) / 2
  const pairs = groups.length * (groups.length - 1)
  const low = smallestRatioLower(groups, up, down, upperCriticalValue(tail))
  const high = smallestRatioUpper(groups, up, down, upperCriticalValue(tail / pairs))
  return {
    estimate: rate(groups[lowest]!) / rate(groups[highest]!),
    interval: { low, high, level, method: 'intersection-union-ratio' },
    lowest,
    highest
  }
}

/** Rate of one group over the highest rate of all groups, itself included (the "most selected" reference of LL144): m = k−1 pairs. */
export const ratioToHighest = (groups: readonly Count[], index: number, level: number): Computed<Extreme> => {
  const problem = unusable(groups)
  if (problem !== null) return problem
  const { highest } = lowestAndHighest(groups)
  if (groups[highest]!.k <= 0) return undefinedFor('zero-reference')
  const down = byRate(groups).reverse()
  const tail = (1 - level) / 2
  const low = Math.min(1, smallestRatioLower(groups, [index], down, upperCriticalValue(tail)))
  const high = smallestRatioUpper(groups, [index], down, upperCriticalValue(tail / (groups.length - 1)))
  return {
    estimate: rate(groups[index]!) / rate(groups[highest]!),
    interval: { low, high, level, method: 'intersection-union-ratio' },
    lowest: index,
    highest
  }
}

/**
 * Rate of a group over the highest rate of `others` and, where it is `itself` one of those the highest is taken among, of its own: lower limit from each
 * pair at α/2, upper limit over the m others at α/(2m). Others need rows; those without events set no upper limit.
 */
export const ratioToHighestOf = (own: Count, others: readonly Count[], level: number, itself: boolean): Interval => {
  const tail = (1 - level) / 2
  const [z, wide] = [upperCriticalValue(tail), upperCriticalValue(tail / others.length)]
  const low = Math.min(...others.map((other) => ratioLower(own.k, own.n, other.k, other.n, scoreTarget(z, own, other))))
  const above = others.filter(({ k }) => k > 0)
  const high = Math.min(...above.map((other) => ratioUpper(own.k, own.n, other.k, other.n, scoreTarget(wide, own, other))))
  const most = itself ? 1 : Infinity
  return { low: Math.min(most, low), high: Math.min(most, high), level, method: 'intersection-union-ratio' }
}

/** The same for a difference, which is at most 0 where the group is `itself` among those the highest is taken of. */
export const differenceToHighestOf = (own: Count, others: readonly Count[], level: number, itself: boolean): Interval => {
  const tail = (1 - level) / 2
  const [z, wide] = [upperCriticalValue(tail), upperCriticalValue(tail / others.length)]
  const low = Math.min(...others.map((other) => differenceLower(own.k, own.n, other.k, other.n, scoreTarget(z, own, other))))
  const high = Math.min(...others.map((other) => differenceUpper(own.k, own.n, other.k, other.n, scoreTarget(wide, own, other))))
  const most = itself ? 0 : Infinity
  return { low: Math.min(most, low), high: Math.min(most, high), level, method: 'intersection-union-difference' }
}

const largestDifferenceUpper = (groups: readonly Count[], z: number): number => {
  const bounds = widestLimits(groups, z)
  const up = byRate(groups)
  let best = -1
  for (const i of [...up].reverse()) {
    for (const j of up) {
      if (i === j || bounds[i]!.high - bounds[j]!.low <= best) continue
      const [a, b] = [groups[i]!, groups[j]!]
      best = Math.max(best, differenceUpper(a.k, a.n, b.k, b.n, scoreTarget(z, a, b)))
    }
  }
  return best
}

const largestDifferenceLower = (groups: readonly Count[], z: number): number => {
  const up = byRate(groups)
  let best = 0
  for (const i of [...up].reverse()) {
    for (const j of up) {
      const [a, b] = [groups[i]!, groups[j]!]
      if (i === j || rate(a) - rate(b) <= best) continue
      best = Math.max(best, differenceLower(a.k, a.n, b.k, b.n, scoreTarget(z, a, b)))
    }
  }
  return best
}

const differenceOfFamilies = (families: readonly (readonly Count[])[], level: number): Computed<Extreme> => {
  for (const groups of families) {
    const problem = unusable(groups)
    if (problem !== null) return problem
  }
  const tail = (1 - level) / 2
  const pairs = families.reduce((total, groups) => total + groups.length * (groups.length - 1), 0)
  const extremes = families.map((groups) => {
    const ends = lowestAndHighest(groups)
    return { ...ends, estimate: rate(groups[ends.highest]!) - rate(groups[ends.lowest]!) }
  })
  const worst = extremes.reduce((a, b) => (b.estimate > a.estimate ? b : a))
  const low = Math.max(...families.map((groups) => largestDifferenceLower(groups, upperCriticalValue(tail / pairs))))
  const high = Math.max(...families.map((groups) => largestDifferenceUpper(groups, upperCriticalValue(tail))))
  return { ...worst, interval: { low, high, level, method: 'intersection-union-difference' } }
}

/** Highest rate minus lowest rate of k ≥ 2 groups, ≥ 0. */
export const differenceOfExtremes = (groups: readonly Count[], level: number): Computed<Extreme> => differenceOfFamilies([groups], level)

/** Confusion counts by actual class: events are positive predictions. */
export type OddsCounts = { truePositives: number; positives: number; falsePositives: number; negatives: number }

const tprCount = (group: OddsCounts): Count => ({ k: group.truePositives, n: group.positives })
const fprCount = (group: OddsCounts): Count => ({ k: group.falsePositives, n: group.negatives })

/** The larger of the largest TPR and the largest FPR difference between any two groups; m = 2k(k−1). */
export const worstCaseEqualizedOdds = (groups: readonly OddsCounts[], level: number): Computed<Extreme> =>
  differenceOfFamilies([groups.map(tprCount), groups.map(fprCount)], level)
