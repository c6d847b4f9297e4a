import { remarkText } from '../../../shared/words/words'
import { labelOf, ranked, type Choice, type Material } from './choice'

/** A column without a figure, and why. */
export type NotCompared = { column: string; why: string }

/** Where drift says which columns it left out: pairs of column and reason. */
const LEFT_OUT = 'drift/left-out'

/** Of drift: columns that it left out, then those that the choice has no figure of; each once, with its reason. */
export function notCompared(material: Material, choice: Choice): NotCompared[] {
  const leftOut = material.exhibits.flatMap((exhibit) =>
    exhibit.kind === 'table' && exhibit.id === LEFT_OUT
      ? exhibit.rows.map(([column, why]) => ({ column: String(column), why: String(why) }))
      : []
  )
  const named = new Set(leftOut.map(({ column }) => column))
  const withoutFigure = ranked(material, choice).filter(
    (m) => m.assessment === 'drift' && m.estimate === null && m.at.feature !== undefined && !named.has(m.at.feature)
  )
  return [...leftOut, ...withoutFigure.map((m) => ({ column: labelOf(m), why: remarkText(m) || 'undefined' }))]
}

/** The pictures without the list that the page shows by itself. */
export const withoutLeftOut = (material: Material): Material => ({
  ...material,
  exhibits: material.exhibits.filter(({ id }) => id !== LEFT_OUT)
})
