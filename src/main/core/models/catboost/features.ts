import { damaged, unsupported } from '../fault'
import { array, has, items, member, numbers, text, whole, type Field } from '../json/fields'
import { LIMITS } from '../limits'
import type { Feature } from '../model'

/** The model's features in the order of the data, and where its own lists of numbers and categories lead. */
export type CatboostFeatures = {
  list: Feature[]
  /** place of float feature i; whether a missing value counts as larger than every border; its borders, and the number of the first among all of the file */
  floats: { place: number; missingIsLarge: boolean; borders: Float64Array; firstSplit: number }[]
  categories: { place: number; hashes: readonly number[] }[]
}

export function readFeatures(info: Field): CatboostFeatures {
  const of = (key: string): Field[] => (has(info, key) && array(member(info, key)).length > 0 ? items(member(info, key)) : [])
  for (const kind of ['text_features', 'embedding_features'])
    if (of(kind).length > 0) unsupported(`features_info.${kind}`, 'are features that only CatBoost itself computes')
  const floatFields = of('float_features')
  const categoryFields = of('categorical_features')
  const placed = [...floatFields, ...categoryFields].map((field) => whole(member(field, 'flat_feature_index'), 0, LIMITS.features - 1))
  const list: Feature[] = Array.from({ length: Math.max(-1, ...placed) + 1 }, (_, j) => ({ name: String(j), kind: 'number' }))
  if (new Set(placed).size < placed.length) damaged(info.at, 'has two features at one place')
  const categories = categoryFields.map((field) => {
    const place = whole(member(field, 'flat_feature_index'), 0, LIMITS.features - 1)
    const hashes = has(field, 'values') ? Array.from(numbers(member(field, 'values'))) : []
    list[place] = { name: nameOf(field, place), kind: 'category', values: hashes.map(String), hashed: true }
    return { place, hashes }
  })
  let splits = 0
  const floats = floatFields.map((field) => {
    const place = whole(member(field, 'flat_feature_index'), 0, LIMITS.features - 1)
    list[place] = { name: nameOf(field, place), kind: 'number' }
    const missingIsLarge = has(field, 'nan_value_treatment') && text(member(field, 'nan_value_treatment')) === 'AsTrue'
    const borders =
      has(field, 'borders') && member(field, 'borders').value !== null ? numbers(member(field, 'borders')) : new Float64Array(0)
    const firstSplit = splits
    splits += borders.length
    return { place, missingIsLarge, borders, firstSplit }
  })
  if (new Set(list.map(({ name }) => name)).size < list.length) damaged(info.at, 'has a name twice')
  return { list, floats, categories }
}

function nameOf(field: Field, place: number): string {
  for (const key of ['feature_id', 'feature_name']) {
    const name = has(field, key) ? text(member(field, key)) : ''
    if (name !== '') return name
  }
  return String(place)
}
