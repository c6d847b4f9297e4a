import { damaged } from '../fault'
import { member, numberOfText, type Field } from '../json/fields'

/** `base_score` as a margin of each output: "5E-1", or from 3.1 on a list of one a target, "[5E-1]" or "[1E-1,2E-1]". */
export function readBase(learner: Field, toMargin: (base: number) => number, outputs: number): Float64Array {
  const field = member(member(learner, 'learner_model_param'), 'base_score')
  const spellings = spellingsOf(field)
  if (spellings.length !== 1 && spellings.length !== outputs) damaged(field.at, `has ${spellings.length} numbers for ${outputs} outputs`)
  const margins = spellings.map((spelling) => toMargin(Math.fround(numberOfText(spelling, field.at))))
  if (!margins.every(Number.isFinite)) damaged(field.at, 'lies outside what the objective allows')
  return Float64Array.from({ length: outputs }, (_, k) => margins[spellings.length === 1 ? 0 : k]!)
}

function spellingsOf({ value, at }: Field): string[] {
  if (typeof value === 'number') return [String(value)]
  if (typeof value !== 'string') return damaged(at, 'is no number')
  return value.startsWith('[') && value.endsWith(']') ? value.slice(1, -1).split(',') : [value]
}
