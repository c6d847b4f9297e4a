import { ratioInterval } from '../../stats/two-proportions'
import type { Interval } from '../../stats/interval'
import { fromStats, undefinedQuantity, withInterval, type Quantity } from '../../stats/quantity'
import { studentCritical } from '../../stats/student-t'
import type { Pair } from '../gap/decompose-gap'
import { averageOf, varianceOf, type Design } from '../means'

/** Ratio of two groups' selection rates: score limits where rows stand alone, else linearised on the log scale over clusters and weights. */
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
  if (!(a.estimate > 0)) return undefinedQuantity('component-below-five', n)
  const scores = a.scores.map((score, unit) => score / a.estimate - b.scores[unit]! / b.estimate)
  const variance = varianceOf(scores, a.units + b.units)
  const at = (asked: number): { estimate: number; interval: Interval } => {
    const spread = studentCritical(asked, Math.min(a.units, b.units) - 1) * Math.sqrt(variance)
    const method = design.cluster === null ? 'design-based' : 'cluster-robust'
    return { estimate: ratio, interval: { low: ratio * Math.exp(-spread), high: ratio * Math.exp(spread), level: asked, method } }
  }
  return fromStats(ratio, level, at, { n })
}

/** As many rows as were selected before, the highest responses (or the lowest) first; equal responses stand or fall together. */
export function sameNumberSelected(responses: Float64Array, selected: Uint8Array, highest: boolean): Uint8Array {
  const wanted = selected.reduce((sum, flag) => sum + flag, 0)
  if (wanted === 0) return selected.slice()
  const sorted = responses.slice().sort()
  const cut = highest ? sorted[sorted.length - wanted]! : sorted[wanted - 1]!
  return Uint8Array.from(responses, (response) => ((highest ? response >= cut : response <= cut) ? 1 : 0))
}
