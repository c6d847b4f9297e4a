import type { ExhibitOf } from '../../../../shared/model/exhibit'
import { about, type Topic } from '../input'
import { maskedCells, maskedNote, masksOf } from '../masks'
import { rankOrder } from '../rank-order'

const BINS = 61

/** How the contributions of each feature spread, and how high the feature is in each stretch of contributions. */
export function swarmOf(topic: Topic, shown: readonly number[], meanAbsolute: readonly number[]): ExhibitOf<'swarm'> {
  const { values, players, table, subject } = topic
  const masks = masksOf(topic)
  const range = Math.max(0, ...shown.map((p) => reachOf(values[p]!, masks?.limit ?? 1))) || 1
  const edges = Array.from({ length: BINS + 1 }, (_, i) => (range * (2 * i - BINS)) / BINS)
  const binOf = (value: number): number => Math.min(BINS - 1, Math.max(0, Math.floor(((value / range + 1) * BINS) / 2)))
  return {
    kind: 'swarm',
    ...about(topic, 'contributions', 'Contributions of the features to single scores', {
      notes:
        masks === null ? [] : [maskedNote(masks, 'here bins of a feature, which are drawn empty; what lies beyond the ends is drawn there')]
    }),
    unit: 'margin',
    edges,
    rows: shown.map((p) => {
      const { name, features } = players[p]!
      const feature = features.length === 1 && subject.features[features[0]!]!.levels === null ? table.columns[features[0]!]! : null
      const counts = new Array<number>(BINS).fill(0)
      const ranks = new Array<number>(BINS).fill(0)
      const known = new Array<number>(BINS).fill(0)
      const rank = feature === null ? null : ranksOf(feature)
      values[p]!.forEach((value, row) => {
        const bin = binOf(value)
        counts[bin]!++
        if (rank === null || rank[row] !== rank[row]) return
        ranks[bin]! += rank[row]!
        known[bin]!++
      })
      const hidden = masks === null ? NONE : maskedCells(counts, [], masks.limit)
      const isTold = (bin: number): boolean => known[bin]! >= (masks?.limit ?? 1) && !hidden.has(bin)
      return {
        feature: name,
        meanAbsolute: meanAbsolute[p]!,
        counts: counts.map((count, bin) => (hidden.has(bin) ? 0 : count)),
        value: ranks.map((sum, bin) => (isTold(bin) ? sum / known[bin]! : null))
      }
    })
  }
}

const NONE: ReadonlySet<number> = new Set()

/** The size that `place` contributions reach or pass: with 1 the largest, with more one that is no single row's end of the scale. */
const reachOf = (values: Float64Array, place: number): number =>
  place === 1 ? values.reduce((most, value) => Math.max(most, Math.abs(value)), 0) : (values.map(Math.abs).sort().at(-place) ?? 0)

/** Rank of each value, 0 lowest to 1 highest, ties at their middle; NaN where missing. */
export function ranksOf(values: Float64Array): Float64Array {
  const order = rankOrder(values)
  const ranks = new Float64Array(values.length).fill(NaN)
  for (let start = 0; start < order.length;) {
    let end = start
    while (end < order.length && values[order[end]!] === values[order[start]!]) end++
    const middle = order.length > 1 ? (start + end - 1) / 2 / (order.length - 1) : 0.5
    for (let k = start; k < end; k++) ranks[order[k]!] = middle
    start = end
  }
  return ranks
}
