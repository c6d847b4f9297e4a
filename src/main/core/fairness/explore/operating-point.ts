import type { Side } from '../../../../shared/model/explore'
import type { Term } from '../../columns/term'
import type { Ranking } from '../kernels'

export type OperatingPoint = { threshold: number; agreement: number }

/**
 * The threshold that agrees with most decisions in the data, and for which share of the rows that have both. Of all numbers that cut the scores at the
 * same place the roundest; the lowest place among equals. Null where no row has both.
 */
export function operatingPoint({ order, scores }: Ranking, decision: Term, side: Side): OperatingPoint | null {
  const outcomeAt = (i: number): number => decision.map[decision.codes[order[i]!]!]!
  let [selected, rejected] = [0, 0]
  for (let i = 0; i < order.length; i++) {
    const outcome = outcomeAt(i)
    if (outcome === 1) selected++
    else if (outcome === 0) rejected++
  }
  if (selected + rejected === 0) return null
  let [best, mostAgreeing] = [0, -1]
  let [selectedBelow, rejectedBelow] = [0, 0]
  for (let i = 0; i < order.length; i = nextScore(scores, i)) {
    const [selectedBefore, rejectedBefore] = [selectedBelow, rejectedBelow]
    for (let k = i; k < nextScore(scores, i); k++) {
      const outcome = outcomeAt(k)
      if (outcome === 1) selectedBelow++
      else if (outcome === 0) rejectedBelow++
    }
    const agreeing = side === 'at_least' ? rejectedBefore + selected - selectedBefore : selectedBelow + rejected - rejectedBelow
    if (agreeing > mostAgreeing) [best, mostAgreeing] = [i, agreeing]
  }
  const threshold =
    side === 'at_least'
      ? roundestUpTo(scores[best - 1] ?? -Infinity, scores[best]!)
      : -roundestUpTo(-(scores[nextScore(scores, best)] ?? Infinity), -scores[best]!)
  return { threshold, agreement: mostAgreeing / (selected + rejected) }
}

/** Place of the next higher score. */
function nextScore(scores: Float64Array, place: number): number {
  let next = place + 1
  while (next < scores.length && scores[next] === scores[place]) next++
  return next
}

const MOST_DIGITS = 12

/** The number with the fewest decimals above `low`, at most `high`. */
export function roundestUpTo(low: number, high: number): number {
  for (let digits = 0, scale = 1; digits <= MOST_DIGITS; digits++, scale *= 10) {
    const candidate = Number((Math.floor(high * scale) / scale).toFixed(digits))
    if (candidate > low && candidate <= high) return candidate
  }
  return high
}

/** The threshold of a rule on the score that has one side only. */
export function ruleOf({
  score_at_least: least,
  score_at_most: most
}: {
  score_at_least?: number | undefined
  score_at_most?: number | undefined
}): { threshold: number; side: Side } | null {
  if (least !== undefined && most === undefined) return { threshold: least, side: 'at_least' }
  return most !== undefined && least === undefined ? { threshold: most, side: 'at_most' } : null
}

/** A high score is good for the person unless the plan says that it stands for the unfavourable outcome. */
export const sideOf = (of: 'favourable' | 'unfavourable' | undefined): Side => (of === 'unfavourable' ? 'at_most' : 'at_least')
