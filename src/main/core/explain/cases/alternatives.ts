import { cellsOf } from '../importance/exact-importance'
import { ranksOf } from '../importance/swarm'
import type { Topic } from '../input'
import { featureNamed } from '../shown-features'
import type { Alternatives } from './counterfactual'
import { gridOf } from '../effects/grid'

const MOST_CELLS = 4_000
const MOST_PLACES = 40

type Asked = Pick<Topic, 'explanation' | 'subject' | 'table' | 'models'>

/**
 * What each feature of a row could be instead: of every stretch between the model's cuts the value in the data that is nearest to the row's,
 * so that no turn of the decision is missed; of categories that sets tell apart the commonest of each kind; where neither is known, quantiles of the data.
 * What may not change is left out.
 */
export function alternativesOf(topic: Asked, at: number): Alternatives[] {
  const { never, only_up: up, only_down: down } = topic.explanation.changes
  for (const name of [...never, ...up, ...down]) featureNamed(topic, name, 'changes')
  return topic.subject.features.flatMap(({ name, levels }, feature): Alternatives[] => {
    const column = topic.table.columns[feature]!
    const mine = column[at]!
    if (never.includes(name)) return []
    const allowed = (value: number): boolean =>
      value === value && value !== mine && !(up.includes(name) && !(value > mine)) && !(down.includes(name) && !(value < mine))
    const classOf = topic.subject.classes?.(feature) ?? null
    const values = classOf === null ? candidates(topic, feature, mine).filter(allowed) : commonest(column, mine, classOf, allowed)
    const distances = levels === null && classOf === null ? rankDistance(column, mine, values) : Float64Array.from(values, () => 1)
    const sampled = classOf === null && isSampled(topic, feature)
    return values.length === 0 ? [] : [{ feature, values: Float64Array.from(values), distance: distances, sampled }]
  })
}

/** Of the values that are allowed and that the model tells from the row's, the commonest of each class; of equally common ones the least. */
function commonest(column: Float64Array, mine: number, classOf: (value: number) => string, allowed: (value: number) => boolean): number[] {
  const counts = new Map<number, number>()
  for (const value of column) counts.set(value, (counts.get(value) ?? 0) + 1)
  const own = classOf(mine)
  const best = new Map<string, number>()
  for (const value of [...counts.keys()].filter(allowed).sort((a, b) => counts.get(b)! - counts.get(a)! || a - b)) {
    const key = classOf(value)
    if (key !== own && !best.has(key)) best.set(key, value)
  }
  return [...best.values()].sort((a, b) => a - b)
}

function candidates({ table, subject, explanation }: Asked, feature: number, mine: number): number[] {
  const column = table.columns[feature]!
  if (subject.features[feature]!.levels !== null) return [...new Set(column)].sort((a, b) => a - b)
  const cells = cellsBetweenCuts({ table, subject }, feature)
  if (cells === null) return [...gridOf(column, mostPlaces(explanation)).places]
  const nearest = new Float64Array(cells.representative.length).fill(NaN)
  const own = cells.of[column.indexOf(mine)]
  for (let row = 0; row < column.length; row++) {
    const cell = cells.of[row]!
    const value = column[row]!
    if (value !== value || cell === own) continue
    if (!(Math.abs(nearest[cell]! - mine) <= Math.abs(value - mine))) nearest[cell] = value
  }
  return [...nearest].filter((value) => value === value).sort((a, b) => a - b)
}

const cellsBetweenCuts = ({ table, subject }: Pick<Asked, 'table' | 'subject'>, feature: number): ReturnType<typeof cellsOf> => {
  const cuts = subject.cuts(feature)
  return cuts === null ? null : cellsOf(table.columns[feature]!, cuts, null, MOST_CELLS)
}

/** Whether quantiles stand for all values of a number, since the model does not say between which of them its answer may change. */
const isSampled = (topic: Asked, feature: number): boolean =>
  topic.subject.features[feature]!.levels === null &&
  cellsBetweenCuts(topic, feature) === null &&
  new Set(topic.table.columns[feature]).size > mostPlaces(topic.explanation)

const mostPlaces = ({ effects }: Asked['explanation']): number => Math.max(MOST_PLACES, effects.grid)

/** Share of the rows between the row's value and each other one: comparable between features of any unit. */
function rankDistance(column: Float64Array, mine: number, values: readonly number[]): Float64Array {
  const both = Float64Array.from([...column, mine, ...values])
  const ranks = ranksOf(both)
  const own = ranks[column.length]!
  return Float64Array.from(values, (_, i) => (own === own ? Math.abs(ranks[column.length + 1 + i]! - own) : 1))
}
