import { damaged } from '../fault'
import { array, member, texts, type Field } from '../json/fields'
import type { Feature } from '../model'
import { readCategories } from './categories'

/** Names as the file has them, else f0, f1 …; type "c" is a category. */
export function readFeatures(learner: Field, features: number): Feature[] {
  const names = namesOf(member(learner, 'feature_names'), features) ?? Array.from({ length: features }, (_, j) => `f${j}`)
  const types = namesOf(member(learner, 'feature_types'), features)
  const values = readCategories(learner, features)
  if (new Set(names).size < features) damaged('learner.feature_names', 'has a name twice')
  return names.map((name, j) => (types?.[j] === 'c' ? { name, kind: 'category', values: values?.[j] ?? null } : { name, kind: 'number' }))
}

function namesOf(field: Field, features: number): string[] | null {
  if (field.value === undefined || array(field).length === 0) return null
  const list = texts(field)
  return list.length === features ? list : damaged(field.at, `has ${list.length} entries for ${features} features`)
}
