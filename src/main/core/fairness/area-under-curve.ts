import type { Auc } from '../stats/auc'
import { aucDifference, aucInterval } from '../stats/auc'
import { differenceVariance } from './cluster-design'
import { groupsOfRows } from './rows-of-groups'
import type { Context, GroupMetric, PairMetric } from './context'
import type { Spread } from './design'
import { labelOfRow } from './label-of-row'
import type { CellTable } from './cell-table'
import type { Frame } from './frame'
import type { ClassPlacements, FairnessKernels, PlacementSums, RankedCells, Ranking } from './kernels'
import { fromStats, undefinedQuantity, withoutInterval } from '../stats/quantity'
import type { Quantity } from '../stats/quantity'
import type { GroupTable } from './roll-up'
import { allOne } from '../columns/row-weights'

const rankings = new WeakMap<Float64Array, Ranking>()

/** One sort of all scores serves every grouping. */
export function rankingOf(scores: Float64Array, kernels: FairnessKernels): Ranking {
  const known = rankings.get(scores) ?? kernels.rank(scores)
  rankings.set(scores, known)
  return known
}

const ranked = new WeakMap<CellTable, Map<Float64Array, RankedCells>>()

/** Finest cells and labels in order of score: gathered once for all groupings of the same cells. */
export function rankedCellsOf({ input, frame, table }: Context, scores: Float64Array): RankedCells {
  const own = ranked.get(table.cells) ?? new Map<Float64Array, RankedCells>()
  ranked.set(table.cells, own)
  const made = own.get(scores) ?? input.kernels.rankedCells(rankingOf(scores, input.kernels), table.cells.cellOfRow(), labelOfRow(frame))
  own.set(scores, made)
  return made
}

type Areas = { sums: PlacementSums; spread: Spread | null }

const areas = new WeakMap<GroupTable, Areas>()

function areasOf(context: Context): Areas {
  const { frame, design, table } = context
  const known = areas.get(table)
  if (known) return known
  const result = design.kind !== 'clustered' && allOne(frame.weights) ? exactAreas(context) : areasByRow(context)
  areas.set(table, result)
  return result
}

function exactAreas(context: Context): Areas {
  const { input, frame, table } = context
  const cells = rankedCellsOf(context, frame.score!.ranking)
  return { sums: input.kernels.tiedPlacements(cells, table.ofCell, table.groups.length), spread: null }
}

/** Rows with weights or in clusters. */
function areasByRow({ input, frame, design, table }: Context): Areas {
  const groupOfRow = groupsOfRows(table)
  const label = labelOfRow(frame)
  const weight = frame.weights?.values ?? null
  const whole = isWhole(frame)
  const ofRow = design.kind === 'clustered' ? new Float64Array(frame.rows).fill(NaN) : null
  const ranking = rankingOf(frame.score!.ranking, input.kernels)
  const sums = input.kernels.placements({ ranking, groupOfRow, groups: table.groups.length, label, weight, whole }, ofRow)
  const spread = ofRow === null ? null : design.influence(table, () => influence(ofRow, groupOfRow, label, weight, sums))
  return { sums, spread }
}

/** w(v − AUC)/W of each row within its class. */
function influence(
  ofRow: Float64Array,
  groupOfRow: Uint32Array,
  label: Uint8Array,
  weight: Float64Array | null,
  sums: PlacementSums
): Float64Array {
  for (let row = 0; row < ofRow.length; row++) {
    const v = ofRow[row]!
    const own = label[row] === 1 ? sums.positive : sums.negative
    const group = groupOfRow[row]!
    ofRow[row] = v !== v ? 0 : ((weight?.[row] ?? 1) * (v - own.wv[group]! / own.w[group]!)) / own.w[group]!
  }
  return ofRow
}

const isWhole = ({ weights }: Frame): boolean => weights?.counts ?? false

/** DeLong's part of one class: Σw²(v − mean)²/(Σw)² × n/(n − 1); whole frequency weights are so many rows. A single row has no variance. */
function classVariance({ n, w, wv, w2, w2v, w2vv }: ClassPlacements, group: number, whole: boolean): number {
  const total = w[group]!
  const rows = whole ? total : n[group]!
  if (rows < 2) return NaN
  const mean = wv[group]! / total
  const squares = Math.max(0, w2vv[group]! - 2 * mean * w2v[group]! + mean * mean * w2[group]!)
  return ((squares / (total * total)) * rows) / (rows - 1)
}

function aucOf(context: Context, group: number): Auc | null {
  const { sums, spread } = areasOf(context)
  const whole = isWhole(context.frame)
  const [positives, negatives] = [sums.positive.n[group]!, sums.negative.n[group]!]
  if (positives === 0 || negatives === 0) return null
  const variance =
    spread === null ? classVariance(sums.positive, group, whole) + classVariance(sums.negative, group, whole) : spread.variance(group)
  return {
    estimate: sums.positive.wv[group]! / sums.positive.w[group]!,
    variance: variance * context.design.correction,
    positives,
    negatives
  }
}

const whyNone = ({ table }: Context, group: number): 'no-rows' | 'one-class' => (table.rows[group]! > 0 ? 'one-class' : 'no-rows')

/** Exact area per group with DeLong's interval; its cluster-robust form where rows come in clusters. */
export const AUC_METRIC: GroupMetric = (context, group) => {
  const area = aucOf(context, group)
  if (area === null) return undefinedQuantity(whyNone(context, group), { group: 0, reference: null })
  const n = { group: area.positives + area.negatives, reference: null }
  const refused = context.design.refuses(context.table, [group])
  return refused
    ? withoutInterval(area.estimate, refused, { n })
    : fromStats(area.estimate, context.design.level, (at) => aucInterval(area, at), { n })
}

export const AUC_DIFFERENCE: PairMetric = (context, group, reference): Quantity => {
  const [a, b] = [aucOf(context, group), aucOf(context, reference)]
  if (a === null || b === null) return undefinedQuantity(whyNone(context, a === null ? group : reference), { group: 0, reference: 0 })
  const n = { group: a.positives + a.negatives, reference: b.positives + b.negatives }
  const refused = context.design.refuses(context.table, [group, reference])
  if (refused) return withoutInterval(a.estimate - b.estimate, refused, { n })
  const { spread } = areasOf(context)
  const apart = spread === null ? a : { ...a, variance: Math.max(0, differenceVariance(spread, group, reference) - b.variance) }
  const result = aucDifference(apart, b, context.design.level)
  const test = 'undefined' in result ? {} : { test: { method: 'delong-z' as const, p: result.p } }
  return fromStats(a.estimate - b.estimate, context.design.level, (at) => aucDifference(apart, b, at), { n, ...test })
}
