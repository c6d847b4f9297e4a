import { rankedCellsOf, rankingOf } from './area-under-curve'
import { groupsOfRows } from './rows-of-groups'
import type { Context, PairMetric } from './context'
import { undefinedQuantity, withoutInterval } from '../stats/quantity'
import type { GroupTable } from './roll-up'

/** Scores ascending with their weights (or numbers of rows). */
type Sorted = { scores: Float64Array; weights: Float64Array | Uint32Array; total: number; rows: number }

const sortedGroups = new WeakMap<GroupTable, Sorted[]>()

/** Scores of each group in ascending order, from the one ranking of all rows. */
function sortedOf(context: Context): Sorted[] {
  const { table, frame } = context
  const known = sortedGroups.get(table)
  if (known) return known
  const made = frame.weights === null ? counted(context) : weighted(context, frame.weights.values)
  sortedGroups.set(table, made)
  return made
}

function counted(context: Context): Sorted[] {
  const { input, frame, table } = context
  const ranked = rankedCellsOf(context, frame.score!.values)
  return input.kernels.distinctScores(ranked, table.ofCell, table.groups.length).map(({ scores, counts }) => {
    const rows = counts.reduce((sum, count) => sum + count, 0)
    return { scores, weights: counts, total: rows, rows }
  })
}

function weighted({ input, frame, table }: Context, weight: Float64Array): Sorted[] {
  const { order, scores } = rankingOf(frame.score!.values, input.kernels)
  const groupOfRow = groupsOfRows(table)
  const sizes = new Uint32Array(table.groups.length + 1)
  for (let i = 0; i < order.length; i++) sizes[groupOfRow[order[i]!]!]!++
  const made = table.groups.map((_, g): Sorted => ({
    scores: new Float64Array(sizes[g]!),
    weights: new Float64Array(sizes[g]!),
    total: 0,
    rows: sizes[g]!
  }))
  sizes.fill(0)
  for (let i = 0; i < order.length; i++) {
    const group = groupOfRow[order[i]!]!
    const own = made[group]
    if (own === undefined) continue
    const place = sizes[group]!
    sizes[group] = place + 1
    own.scores[place] = scores[i]!
    own.weights[place] = weight[order[i]!]!
    own.total += weight[order[i]!]!
  }
  return made
}

/** ∫|F_a − F_b| by one merge. */
function distance(a: Sorted, b: Sorted): number {
  let [i, j, below, other, last, area] = [0, 0, 0, 0, NaN, 0]
  while (i < a.scores.length || j < b.scores.length) {
    const takeA = j >= b.scores.length || (i < a.scores.length && a.scores[i]! <= b.scores[j]!)
    const score = takeA ? a.scores[i]! : b.scores[j]!
    if (score > last) area += Math.abs(below / a.total - other / b.total) * (score - last)
    last = score
    if (takeA) below += a.weights[i++]!
    else other += b.weights[j++]!
  }
  return area
}

/** Never below 0, so not smooth where the distributions agree. */
export const wasserstein: PairMetric = (context, group, reference) => {
  const sorted = sortedOf(context)
  const [a, b] = [sorted[group]!, sorted[reference]!]
  const n = { group: a.rows, reference: b.rows }
  return a.total > 0 && b.total > 0 ? withoutInterval(distance(a, b), 'not-smooth', { n }) : undefinedQuantity('no-rows', n)
}
