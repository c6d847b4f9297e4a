import { meanInterval } from '../stats/means'
import type { Moments } from '../stats/moments'
import { effectiveSize } from '../stats/moments'
import { proportionInterval } from '../stats/proportion'
import { labelOfRow } from './label-of-row'
import { groupsOfRows } from './rows-of-groups'
import type { Context, GroupMetric } from './context'
import type { CellTable } from './cell-table'
import type { Frame } from './frame'
import type { CellSums, Fill } from './kernels'
import type { Quantity } from '../stats/quantity'
import { fromStats, undefinedQuantity, withInterval, withoutInterval } from '../stats/quantity'
import type { GroupTable } from './roll-up'
import { withinRange } from './transform'

export const BINS = 10

type Curve = { score: CellSums; label: CellSums }

const curves = new WeakMap<GroupTable, Curve>()

/** (0.1, 0.2] and so on; 0 belongs to the first bin. */
export function binOf(p: number): number {
  let bin = 0
  while (bin < BINS - 1 && p > (bin + 1) * 0.1) bin++
  return bin
}

function curveOf(context: Context): Curve {
  const known = curves.get(context.table)
  if (known) return known
  const cells = curveOfCells(context)
  const curve =
    cells === null ? curveByRow(context) : { score: rolledUp(cells.score, context.table), label: rolledUp(cells.label, context.table) }
  curves.set(context.table, curve)
  return curve
}

const curvesOfCells = new WeakMap<CellTable, Curve | null>()

/** Bins of the finest cells, summed once for all groupings; null where there are too many of them. */
function curveOfCells({ frame, table: { cells } }: Context): Curve | null {
  const known = curvesOfCells.get(cells)
  if (known !== undefined) return known
  const part = { codes: binsOf(frame.score!.values), parts: BINS }
  const score = cells.sumsBy(scoresWithLabel(frame), part)
  const label = score && cells.sumsBy(labelsWithScore(frame), part)
  const curve = score && label ? { score, label } : null
  curvesOfCells.set(cells, curve)
  return curve
}

function binsOf(scores: Float64Array): Uint8Array {
  const bins = new Uint8Array(scores.length)
  for (let row = 0; row < bins.length; row++) bins[row] = binOf(scores[row]!)
  return bins
}

function scoresWithLabel(frame: Frame): Fill {
  const [scores, labels] = [frame.score!.values, labelOfRow(frame)]
  return (start, length, out) => {
    for (let i = 0; i < length; i++) out[i] = labels[start + i] === 2 ? NaN : scores[start + i]!
  }
}

function labelsWithScore(frame: Frame): Fill {
  const [scores, labels] = [frame.score!.values, labelOfRow(frame)]
  return (start, length, out) => {
    for (let i = 0; i < length; i++) {
      const [score, label] = [scores[start + i]!, labels[start + i]!]
      out[i] = label === 2 || score !== score ? NaN : label
    }
  }
}

function rolledUp(sums: CellSums, { ofCell, groups }: GroupTable): CellSums {
  const into = (from: Float64Array): Float64Array => {
    const to = new Float64Array((groups.length + 1) * BINS)
    for (let cell = 0; cell < ofCell.length; cell++)
      for (let bin = 0; bin < BINS; bin++) to[ofCell[cell]! * BINS + bin]! += from[cell * BINS + bin]!
    return to
  }
  return { n: into(sums.n), w: into(sums.w), w2: into(sums.w2), wx: into(sums.wx), wxx: into(sums.wxx) }
}

function curveByRow({ input, frame, table }: Context): Curve {
  const scores = frame.score!.values
  const groups = groupsOfRows(table)
  const cells = new Uint32Array(frame.rows)
  for (let row = 0; row < cells.length; row++) cells[row] = groups[row]! * BINS + binOf(scores[row]!)
  const size = (table.groups.length + 1) * BINS
  const identity = Uint32Array.from({ length: size }, (_, i) => i)
  const sums = (fill: Fill): CellSums =>
    input.kernels.sumCells([{ codes: cells, map: identity }], frame.rows, size, fill, frame.weights?.values ?? null)
  return { score: sums(scoresWithLabel(frame)), label: sums(labelsWithScore(frame)) }
}

/** Σ over bins of the share of rows times |mean score − base rate|. Never below 0, so not smooth where calibration is perfect. */
export const expectedCalibrationError: GroupMetric = (context, group) => {
  const { score, label } = curveOf(context)
  let [gap, total, rows] = [0, 0, 0]
  for (let cell = group * BINS; cell < (group + 1) * BINS; cell++) {
    gap += Math.abs(score.wx[cell]! - label.wx[cell]!)
    total += score.w[cell]!
    rows += score.n[cell]!
  }
  const n = { group: rows, reference: null }
  return total > 0 ? withoutInterval(gap / total, 'not-smooth', { n }) : undefinedQuantity('no-rows', n)
}

/** Mean score and base rate of one bin of the curve. */
export function calibrationBin(context: Context, group: number, bin: number): { score: Quantity; rate: Quantity } {
  const { score, label } = curveOf(context)
  const cell = group * BINS + bin
  const n = { group: score.n[cell]!, reference: null }
  if (!(score.w[cell]! > 0)) return { score: undefinedQuantity('no-rows', n), rate: undefinedQuantity('no-rows', n) }
  const counts = context.frame.weights?.counts ?? false
  const moments: Moments = {
    n: n.group,
    sumW: score.w[cell]!,
    sumW2: counts ? score.w[cell]! : score.w2[cell]!,
    sumWX: score.wx[cell]!,
    sumWXX: score.wxx[cell]!
  }
  const mean = moments.sumWX / moments.sumW
  const rate = label.wx[cell]! / label.w[cell]!
  const { level, kind, correction } = context.design
  if (kind === 'clustered') return { score: withoutInterval(mean, 'rows-repeat', { n }), rate: withoutInterval(rate, 'rows-repeat', { n }) }
  const size = effectiveSize(moments) / Math.max(correction, 1e-9)
  return {
    score: withinRange(
      fromStats(mean, level, (at) => meanInterval(moments, at, correction), { n }),
      bin / BINS,
      (bin + 1) / BINS
    ),
    rate: withInterval(rate, level, (at) => proportionInterval(rate * size, size, at), { n })
  }
}
