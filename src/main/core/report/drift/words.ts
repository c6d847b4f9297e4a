import type { Measure } from '../../../../shared/model/measure'
import { atText, groupText, specOf } from '../../../../shared/words/words'
import type { Tier } from './drift-view'

export { specOf } from '../../../../shared/words/words'

export const TIER: Record<Tier, string> = { red: 'red: not met', amber: 'amber: watch', green: 'green: met', none: 'no criterion' }

/** `income: Population stability index`, with its group where it has one. */
export function subjectOf(measure: Measure): string {
  const { feature, ...rest } = measure.at
  const where = [measure.group === null ? '' : groupText(measure.group), atText(rest)].filter((text) => text !== '').join(', ')
  return `${feature === undefined ? '' : `${feature}: `}${specOf(measure).name}${where === '' ? '' : ` (${where})`}`
}
