import { ratioInterval } from '../../stats/two-proportions'
import type { Interval } from '../../stats/interval'
import { fromStats, undefinedQuantity, withInterval, type Quantity } from '../../stats/quantity'
import { studentCritical } from '../../stats/student-t'
import type { Pair } from '../gap/decompose-gap'
import { rankOrder } from '../rank-order'
import { averageOf, varianceOf, type Design } from '../means'

/** Ratio of two groups' selection rates: score limits, on Kish's effective sizes where rows are weighted; over clusters linearised on the log scale. */
export function impactRatio(selected: Uint8Array, pair: Pair, design: Design, level: number): Quantity {
  const flags = Float64Array.from(selected)
  const [a, b] = [averageOf(flags, design, pair.group), averageOf(flags, design, pair.reference)]
  const n = { group: a.n, reference: b.n }
  if (a.n === 0 || b.n === 0) return undefinedQuantity('no-rows', n)
  if (!(b.estimate > 0)) return undefinedQuantity('zero-reference', n)
  const ratio = a.estimate / b.estimate
  if (design.cluster === null && design.weight === null) {
    const counts = [a, b].map(({ estimate, n: rows }) => ({ k: Math.round(estimate * rows), n: rows }))
    const interval = (asked: number): ReturnType<typeof ratioInterval> => ratioInterval(counts[0]!, counts[1]!, asked)
    return withInterval(ratio, level, interval, { n })
  }
  if (design.cluster === null) {
    const counts = [pair.group, pair.reference].map((isIn) => effectiveCount(flags, design, isIn))
    return withInterval(ratio, level, (asked: number) => ratioInterval(counts[0]!, counts[1]!, asked), { n })
  }
  if (!(a.estimate > 0)) return undefinedQuantity('component-below-five', n)
  const scores = a.scores.map((score, unit) => score / a.estimate - b.scores[unit]! / b.estimate)
  const variance = varianceOf(scores, a.units + b.units)
  const at = (asked: number): { estimate: number; interval: Interval } => {
    const spread = studentCritical(asked, Math.min(a.units, b.units) - 1) * Math.sqrt(variance)
    const limits = { low: ratio * Math.exp(-spread), high: ratio * Math.exp(spread) }
    return { estimate: ratio, interval: { ...limits, level: asked, method: 'cluster-robust' } }
  }
  return fromStats(ratio, level, at, { n })
}

/**
 * As many rows as were selected before (as much weight, where rows stand for others), the highest responses (or the lowest) first; equal
 * responses stand or fall together.
 */
export function sameNumberSelected(
  responses: Float64Array,
  selected: Uint8Array,
  weight: Float64Array | null,
  highest: boolean
): Uint8Array {
  if (!selected.includes(1)) return selected.slice()
  const cut = weight === null ? cutOfRows(responses, selected, highest) : cutOfWeight(responses, selected, weight, highest)
  return Uint8Array.from(responses, (response) => ((highest ? response >= cut : response <= cut) ? 1 : 0))
}

/** Selected and all rows of a group, scaled to Kish's effective size. */
function effectiveCount(flags: Float64Array, { weight }: Design, isIn: (row: number) => boolean): { k: number; n: number } {
  let [selected, sum, squares] = [0, 0, 0]
  for (let row = 0; row < flags.length; row++) {
    if (!isIn(row)) continue
    const w = weight === null ? 1 : weight[row]!
    selected += w * flags[row]!
    sum += w
    squares += w * w
  }
  const n = (sum * sum) / squares
  return { k: (n * selected) / sum, n }
}

function cutOfRows(responses: Float64Array, selected: Uint8Array, highest: boolean): number {
  const wanted = selected.reduce((sum, flag) => sum + flag, 0)
  const sorted = responses.slice().sort()
  return highest ? sorted[sorted.length - wanted]! : sorted[wanted - 1]!
}

/** The response up to which rows come nearest to the weight that was selected. */
function cutOfWeight(responses: Float64Array, selected: Uint8Array, weight: Float64Array, highest: boolean): number {
  const wanted = selected.reduce((sum, flag, row) => sum + flag * weight[row]!, 0)
  const ascending = rankOrder(responses)
  const order = highest ? ascending.reverse() : ascending
  let [place, taken] = [0, weight[order[0]!]!]
  while (place + 1 < order.length && taken + weight[order[place + 1]!]! / 2 <= wanted) taken += weight[order[++place]!]!
  return responses[order[place]!]!
}
