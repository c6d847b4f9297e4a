import type { Column } from '../../../shared/model/dataset'
import { AssayError } from '../../../shared/model/errors'
import type { LoadedColumn } from '../assessment'
import { oncePerList } from '../columns/once-per-list'
import { categoryHash } from './catboost/city-hash'
import type { Feature } from './model'

/** What the plan says about features and columns. `categories`: feature → its values in the order of their codes. */
export type Binding = {
  match: 'name' | 'order'
  columns: Readonly<Record<string, string>>
  categories: Readonly<Record<string, readonly string[]>>
  /** a number that stands for a missing value, besides empty cells */
  missing: number | null
}

export const BY_NAME: Binding = { match: 'name', columns: {}, categories: {}, missing: null }

/** Where a feature's values come from and how a cell becomes the number that the model reads. */
export type BoundFeature = {
  feature: string
  column: string
  as: 'numbers' | 'codes'
  /** null: the numbers themselves; otherwise value → its place, with −1 for values that are not in the list */
  values: readonly string[] | null
  /** the values are CatBoost's numbers of the texts */
  hashed: boolean
  missing: number | null
}

const TEXTUAL: readonly Column['type'][] = ['category', 'text']

/**
 * One column of the data for every feature, in the model's order.
 * @throws AssayError `model/feature-…` where one is missing or holds text that the model cannot read
 */
export function bindFeatures(features: readonly Feature[], columns: readonly Column[], binding: Binding, file: string): BoundFeature[] {
  for (const name of [...Object.keys(binding.columns), ...Object.keys(binding.categories)])
    if (!features.some((feature) => feature.name === name))
      throw new AssayError('model/no-such-feature', { file, feature: name, known: listed(features) })
  const inOrder = binding.match === 'order' ? columnsInOrder(features, columns, file) : null
  return features.map((feature, j) => {
    const column = inOrder?.[j] ?? columnFor(feature.name, columns, binding, file)
    return bind(feature, column, binding, file)
  })
}

/** By order: the columns with the role `feature`, as the header has them. */
function columnsInOrder(features: readonly Feature[], columns: readonly Column[], file: string): readonly Column[] {
  const candidates = columns.filter(({ role }) => role === 'feature')
  if (candidates.length !== features.length)
    throw new AssayError('model/feature-count', { file, features: features.length, columns: candidates.length })
  return candidates
}

/** By name: as the plan says, else the same name, else the same but for blanks that the library wrote as underscores. */
function columnFor(feature: string, columns: readonly Column[], binding: Binding, file: string): Column {
  const wanted = binding.columns[feature] ?? feature
  const exact = columns.find(({ name }) => name === wanted)
  if (exact !== undefined) return exact
  const alike = columns.filter(({ name }) => name.replace(/\s/g, '_') === wanted)
  if (alike.length === 1) return alike[0]!
  throw new AssayError('model/feature-missing', { file, feature, column: wanted, known: listed(columns) })
}

/** A column without a single value holds no text either: it is missing throughout. */
function bind(feature: Feature, column: Column, binding: Binding, file: string): BoundFeature {
  const hashed = feature.kind === 'category' && feature.hashed === true
  const values = (hashed ? undefined : binding.categories[feature.name]) ?? (feature.kind === 'category' ? feature.values : null)
  const bound = { feature: feature.name, column: column.name, missing: binding.missing, values, hashed }
  const textual = TEXTUAL.includes(column.type)
  if (values !== null) return { ...bound, as: hashed || textual || column.type === 'boolean' ? 'codes' : 'numbers' }
  if (!textual) return { ...bound, as: 'numbers' }
  if (column.distinct === 0) return { ...bound, values: [], as: 'codes' }
  throw new AssayError('model/feature-is-text', { file, feature: feature.name, column: column.name })
}

/** Turns a column, or block after block of it, into the numbers that the model reads for one feature. */
export function featureReader(bound: BoundFeature): (loaded: LoadedColumn) => Float64Array {
  const { missing, hashed } = bound
  const places = bound.values === null ? null : new Map(bound.values.map((value, place) => [Number(value), place]))
  const ofDictionary = oncePerList((values) =>
    placesOfTexts(hashed ? values.map((text) => String(categoryHash(text))) : values, bound.values ?? [])
  )
  return (loaded) => {
    if ('numbers' in loaded) {
      const numbers = places === null ? loaded.numbers : loaded.numbers.map((x) => (x !== x ? NaN : (places.get(x) ?? -1)))
      return missing === null ? numbers : numbers.map((x) => (x === missing ? NaN : x))
    }
    const placeOf = ofDictionary(loaded.values)
    return Float64Array.from(loaded.codes, (code) => (code === 0 ? NaN : placeOf[code - 1]!))
  }
}

/** pandas writes booleans as True and False: these match whatever their case. */
function placesOfTexts(texts: readonly string[], values: readonly string[]): number[] {
  const places = new Map(values.map((value, place) => [value, place]))
  const folded = new Map(values.flatMap((value, place) => (/^(true|false)$/i.test(value) ? [[value.toLowerCase(), place] as const] : [])))
  return texts.map((text) => places.get(text) ?? folded.get(text.toLowerCase()) ?? -1)
}

const listed = (named: readonly { name: string }[]): string => {
  const names = named.slice(0, 20).map(({ name }) => name)
  return named.length > 20 ? `${names.join(', ')} and ${named.length - 20} more` : names.join(', ')
}
