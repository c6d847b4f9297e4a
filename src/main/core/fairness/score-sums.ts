import type { Moments } from '../stats/moments'
import { labelOfRow } from './label-of-row'
import type { CellTable } from './cell-table'
import type { Values } from './design'
import type { Frame } from './frame'
import type { CellSums, Fill } from './kernels'
import type { GroupTable } from './roll-up'

const CLIP = 2.220446049250313e-16

export type RowValue = 'score' | 'squared_error' | 'log_loss' | 'error' | 'absolute_error' | 'outcome'

type Of = (score: number, label: number) => number

const clipped = (p: number): number => Math.min(1 - CLIP, Math.max(CLIP, p))

const OF: Record<Exclude<RowValue, 'score' | 'outcome'>, Of> = {
  squared_error: (s, y) => (s - y) * (s - y),
  absolute_error: (s, y) => Math.abs(s - y),
  error: (s, y) => s - y,
  log_loss: (s, y) => {
    if (y === 1) return -Math.log(clipped(s))
    if (y === 0) return -Math.log(1 - clipped(s))
    const p = clipped(s)
    return -(y * Math.log(p) + (1 - y) * Math.log(1 - p))
  }
}

/** Scores, or outcomes, as they are; else a function of the score and the label (0 or 1, or a number where numbers are predicted). */
export function fillOf(frame: Frame, kind: RowValue): Fill {
  const scores = frame.score?.values ?? new Float64Array(0)
  if (kind === 'score') return copyOf(scores)
  if (kind === 'outcome') return frame.outcome === null ? fromLabels(labelOfRow(frame), (_, y) => y, null) : copyOf(frame.outcome)
  const { outcome } = frame
  return outcome === null ? fromLabels(labelOfRow(frame), OF[kind], scores) : fromOutcomes(outcome, OF[kind], scores)
}

const copyOf =
  (values: Float64Array): Fill =>
  (start, length, out) => {
    const own = values.subarray(start, start + length)
    out.set(own)
    out.fill(NaN, own.length, length)
  }

const fromLabels =
  (labels: Uint8Array, of: Of, scores: Float64Array | null): Fill =>
  (start, length, out) => {
    for (let i = 0; i < length; i++) {
      const label = labels[start + i]!
      out[i] = label === 2 ? NaN : of(scores === null ? NaN : (scores[start + i] ?? NaN), label)
    }
  }

const fromOutcomes =
  (outcome: Float64Array, of: Of, scores: Float64Array): Fill =>
  (start, length, out) => {
    for (let i = 0; i < length; i++) out[i] = of(scores[start + i] ?? NaN, outcome[start + i]!)
  }

/** Sums of row values by group; each kind is summed over the rows once for a set of cells. */
export type ScoreSums = (table: GroupTable, kind: RowValue) => Values

export function scoreSums(frame: Frame): ScoreSums {
  const cells = new WeakMap<CellTable, Map<RowValue, CellSums>>()
  const groups = new WeakMap<GroupTable, Map<RowValue, Values>>()
  const ofCells = (table: CellTable, kind: RowValue, fill: Fill): CellSums => remembered(cells, table, kind, () => table.sums(fill))
  return (table, kind) =>
    remembered(groups, table, kind, () => {
      const fill = fillOf(frame, kind)
      return { table, fill, moments: momentsOf(ofCells(table.cells, kind, fill), table, frame.weights?.counts ?? false) }
    })
}

function remembered<K extends object, V>(memory: WeakMap<K, Map<RowValue, V>>, key: K, kind: RowValue, make: () => V): V {
  const own = memory.get(key) ?? new Map<RowValue, V>()
  memory.set(key, own)
  const value = own.get(kind) ?? make()
  own.set(kind, value)
  return value
}

function momentsOf(sums: CellSums, { ofCell, groups }: GroupTable, counts: boolean): Moments[] {
  const moments = groups.map((): Moments => ({ n: 0, sumW: 0, sumW2: 0, sumWX: 0, sumWXX: 0 }))
  for (let cell = 0; cell < ofCell.length; cell++) {
    const own = moments[ofCell[cell]!]
    if (own === undefined) continue
    own.n += sums.n[cell]!
    own.sumW += sums.w[cell]!
    own.sumW2 += counts ? sums.w[cell]! : sums.w2[cell]!
    own.sumWX += sums.wx[cell]!
    own.sumWXX += sums.wxx[cell]!
  }
  return moments
}
