import type { ExhibitOf } from '../../../shared/model/exhibit'
import type { Pair } from './input'
import { tellsEvents } from './tellable'

const MISSING = 2

/** How often both models, one of them or none decides favourably; and how often they are right, where labels are told. None where small cells are masked and one is small. */
export function disagreement(pair: Pair, labelled: boolean): ExhibitOf<'grid'>[] {
  const { champion, challenger, part } = pair
  const [a, b, y] = [champion.decision, challenger.decision, champion.label]
  if (a === null || b === null || !tellsEvents(pair)) return []
  const decided = grid(pair, 'decisions', 'Decisions', ['favourable', 'unfavourable'], part.rows, (row) => [1 - a[row]!, 1 - b[row]!])
  const judged =
    !labelled || y === null
      ? []
      : grid(pair, 'judgements', 'Decisions against outcomes', ['right', 'wrong'], part.rows, (row) =>
          y[row] === MISSING ? null : [Number(a[row] !== y[row]), Number(b[row] !== y[row])]
        )
  return [...decided, ...judged]
}

type Place = (row: number) => readonly [number, number] | null

function grid(pair: Pair, id: string, title: string, labels: [string, string], rows: number, place: Place): ExhibitOf<'grid'>[] {
  const { asked, against, part } = pair
  const counts = [
    [0, 0],
    [0, 0]
  ]
  for (let row = 0; row < rows; row++) {
    const at = place(row)
    if (at !== null) counts[at[0]]![at[1]]!++
  }
  return [
    {
      kind: 'grid',
      id: `comparison/${id}/${encodeURIComponent(against.name)}`,
      assessment: 'comparison',
      title: `${title}, ${asked.champion} down and ${against.name} across: rows`,
      at: { part: part.part, model: against.name },
      group: null,
      notes: [],
      rows: { title: asked.champion, labels },
      columns: { title: against.name, labels },
      values: counts,
      neutral: null
    }
  ]
}
