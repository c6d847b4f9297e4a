import type { ExhibitOf } from '../../../../shared/model/exhibit'
import type { Block } from '../blocks'
import { cut, note, topic } from '../build'
import { dependenceOf, dependenceTable } from './dependence'
import type { ModelView } from './model-view'

/** How contributions go with the values of their features, and with which other feature beyond that. */
export function dependenceQuestion({ exhibits, exhibit }: ModelView): Block[] {
  const found = exhibits.filter((one): one is ExhibitOf<'dependence'> => one.kind === 'dependence')
  const masked = exhibit('table', 'dependence')
  const asked = topic('How do contributions go with the values of the features?')
  if (found.length === 0) return masked === undefined ? [] : [asked, ...masked.notes.map(note)]
  return [
    asked,
    dependenceOf(found, 'Contributions by value of the feature'),
    cut(dependenceTable(found), 40),
    ...found.flatMap(({ notes }) => notes.map(note))
  ]
}
