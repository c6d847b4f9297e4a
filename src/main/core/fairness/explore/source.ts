import type { Side } from '../../../../shared/model/explore'
import type { LabelState } from '../availability'
import { labelState } from '../availability'
import type { CellTable } from '../cell-table'
import { scanCells } from '../cell-table'
import type { Frame } from '../frame'
import { frameOf, thresholded } from '../frame'
import type { FairnessInput } from '../input'
import type { Ranking } from '../kernels'
import { labelOfRow } from '../label-of-row'
import { numbersOf } from '../../columns/loaded'
import { useWith } from '../../columns/roles'
import type { View } from '../view'
import { designOf, viewOf, viewOn } from '../view'
import { countDesign } from '../count-design'
import { decidedCells } from './decided-cells'
import { movingDesign } from './moving-design'
import type { ScoreIndex } from './score-index'
import { scoreIndexOf } from './score-index'

type Scores = { name: string; numbers: Float64Array; ranking: Ranking; index: ScoreIndex }

/** What exploring keeps in memory: the rows as planned, the same rows undecided, and their order by score. */
export type Source = {
  input: FairnessInput
  frame: Frame
  planned: View
  undecided: View
  labels: LabelState
  scores: Scores | null
  /** Intervals from the index are those of a scan */
  live: boolean
}

/** Reads all rows once. The plan is one that can be explored. */
export function sourceOf(input: FairnessInput): Source {
  const frame = frameOf(input)
  const planned = viewOf(input, frame)
  input.checkpoint(0.2)
  const without = { ...frame, decision: null }
  const cells = frame.decision === null ? planned.cells : scanCells(without, [...frame.attributes.values()], input.kernels)
  input.checkpoint(0.3)
  const scores = scoresOf(input, without, cells)
  input.checkpoint(1)
  return {
    input,
    frame,
    planned,
    undecided: viewOn(without, cells, designOf(input, without)),
    labels: labelState(frame, planned.table([])).state,
    scores,
    live: !frame.clusters?.repeats && (frame.weights === null || frame.weights.counts)
  }
}

function scoresOf(input: FairnessInput, frame: Frame, cells: CellTable): Scores | null {
  const use = useWith(input.plan, 'score')
  if (use === undefined) return null
  const { numbers } = numbersOf(input, use.name)
  const ranking = input.kernels.rank(numbers)
  if (ranking.order.length === 0) return null
  input.checkpoint(0.8)
  const ranked = input.kernels.rankedCells(ranking, cells.cellOfRow(), labelOfRow(frame))
  input.checkpoint(0.9)
  const weights = frame.weights === null ? null : Float64Array.from(ranking.order, (row) => frame.weights!.values[row]!)
  return { name: use.name, numbers, ranking, index: scoreIndexOf(ranked, cells.cells, weights) }
}

/** Decisions that are in the cells already. */
const IN_THE_CELLS = { codes: new Uint8Array(0), map: Uint32Array.of(0, 1, 2) }

/** The rows decided by a threshold; `settled` as an audit would print it, else as quickly as the index can say. */
export function decidedView({ input, frame, undecided, scores, live }: Source, threshold: number, side: Side, settled: boolean): View {
  if (scores === null) return undecided
  if (settled && !live) {
    const selects = side === 'at_least' ? (score: number) => score >= threshold : (score: number) => score <= threshold
    return viewOf(input, { ...frame, decision: thresholded(scores.numbers, selects) })
  }
  const cells = decidedCells(undecided.cells, scores.index, threshold, side, frame.weights?.counts ?? true)
  const decided = { ...frame, decision: IN_THE_CELLS }
  const design = countDesign(input, frame)
  return viewOn(decided, cells, settled ? design : movingDesign(design))
}
