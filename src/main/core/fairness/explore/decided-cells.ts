import type { Side } from '../../../../shared/model/explore'
import type { CellTable } from '../cell-table'
import { COMBINATIONS } from '../cell-table'
import { KINDS, placeOf } from './score-index'
import type { ScoreIndex } from './score-index'

const LABELS = [0, 1, 2] as const

/**
 * The finest cells of rows that nobody decided, decided by a threshold on the score: the counts that a scan would find. Rows without a score stay undecided.
 * `frequencies`: whole weights, whose squares count as themselves.
 */
export function decidedCells(undecided: CellTable, index: ScoreIndex, threshold: number, side: Side, frequencies: boolean): CellTable {
  const below = index.below(placeOf(index.scores, threshold, side))
  const decide = (missing: Float64Array, under: Float64Array, total: Float64Array): Float64Array => {
    const masses = new Float64Array(missing.length)
    for (let cell = 0; cell < undecided.cells; cell++)
      for (const label of LABELS) {
        const [slot, kind] = [cell * COMBINATIONS + label, cell * KINDS + label]
        const over = total[kind]! - under[kind]!
        masses[slot] = side === 'at_least' ? under[kind]! : over
        masses[slot + 3] = side === 'at_least' ? over : under[kind]!
        masses[slot + 6] = missing[slot + 6]! - total[kind]!
      }
    return masses
  }
  const counts = decide(undecided.counts, below.rows, index.total.rows)
  if (undecided.w === undecided.counts) return { ...undecided, counts, w: counts, w2: counts }
  const w = decide(undecided.w, below.w, index.total.w)
  return { ...undecided, counts, w, w2: frequencies ? w : decide(undecided.w2, below.w2, index.total.w2) }
}
