import { cellsOf } from '../importance/exact-importance'
import type { Topic } from '../input'
import { gridOf } from './grid'

/** Stretches between a model's cuts of which each is tried against a declared direction; of more, as many quantiles. */
const MOST_STRETCHES = 200

/** Values, ascending, between which a response is held against a direction: where the model's cuts are known one of every stretch, so that no move is missed; else the grid's. */
export function placesOfDirection(
  { table, subject, explanation }: Pick<Topic, 'table' | 'subject' | 'explanation'>,
  feature: number
): Float64Array {
  const column = table.columns[feature]!
  const cuts = subject.cuts(feature)
  const cells = cuts === null ? null : cellsOf(column, cuts, null, MOST_STRETCHES)
  if (cells === null) return gridOf(column, cuts === null ? explanation.effects.grid : MOST_STRETCHES).places
  return Float64Array.from(cells.representative, (row) => column[row]!)
    .filter((value) => value === value)
    .sort()
}
