import { damaged } from '../fault'
import { array, items, rootField } from '../json/fields'
import { parseJson } from '../json/parse-json'
import type { Feature } from '../model'
import { valueOf, wordsOf, type LightgbmFile } from './blocks'

/** Names from the header; categories from pandas where the model was trained on a data frame. */
export function readFeatures(file: LightgbmFile, features: number): Feature[] {
  const names = wordsOf(valueOf(file.header, 'feature_names'))
  if (names.length !== features) damaged('feature_names', `has ${names.length} entries for ${features} features`)
  if (new Set(names).size < features) damaged('feature_names', 'has a name twice')
  const places = categoricalPlaces(file, features)
  const values = pandasValues(file.pandasCategories, places.length)
  return names.map((name, j) => {
    const place = places.indexOf(j)
    return place < 0 ? { name, kind: 'number' } : { name, kind: 'category', values: values?.[place] ?? null }
  })
}

/** From the recorded parameter, else from `feature_infos`, where ranges have brackets and categories have none. */
function categoricalPlaces({ header, categoricalFeatures }: LightgbmFile, features: number): number[] {
  if (categoricalFeatures !== null && categoricalFeatures !== '') {
    const places = categoricalFeatures.split(',').map(Number)
    return places.every((place) => place < features) ? places : damaged('categorical_feature', 'names a feature that is not there')
  }
  const infos = wordsOf(header.values.get('feature_infos') ?? '')
  return infos.flatMap((info, j) => (j < features && info !== 'none' && !info.startsWith('[') ? [j] : []))
}

/** One list of values a categorical column, in the frame's order; null where the lists do not fit the columns. */
function pandasValues(json: string | null, columns: number): string[][] | null {
  if (json === null || columns === 0) return null
  const root = rootField(parseJson(json))
  if (root.value === null || array(root).length !== columns) return null
  return items(root).map((list) => array(list).map((value) => (typeof value === 'string' ? value : JSON.stringify(value))))
}
