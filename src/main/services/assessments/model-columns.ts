import type { DatasetManifest } from '../../../shared/model/dataset'
import { AssayError } from '../../../shared/model/errors'
import type { FeatureSource } from '../../../shared/model/model-input'
import type { Feature } from '../../core/models/model'
import { sameValue } from '../../core/columns/same-value'
import type { Dataset } from '../../ports/store'
import type { Job } from '../job'
import type { LoadedModel } from '../load-models'
import type { OpenPart } from './assess'

/** A model's features for those rows of a part, one column at a time so that the part itself need not fit in memory. */
export async function featureColumns(
  loaded: LoadedModel,
  { part, dataset }: OpenPart,
  rows: Uint32Array,
  job: Job
): Promise<Float64Array[]> {
  const columns: Float64Array[] = []
  for (const feature of loaded.model.features) {
    const { source, column } = columnOf(loaded, feature, part, dataset.manifest)
    const values = await featureValues(dataset, feature, source, column, job)
    const taken = new Float64Array(rows.length)
    for (let i = 0; i < rows.length; i++) taken[i] = values(rows[i]!)
    columns.push(rounded(loaded, taken))
  }
  return columns
}

type Column = DatasetManifest['columns'][number]

function columnOf(
  { input }: LoadedModel,
  { name }: Feature,
  part: string,
  manifest: DatasetManifest
): { source: FeatureSource; column: Column } {
  const source = input.columns[name] ?? { column: name }
  const column = manifest.columns.find((candidate) => candidate.name === source.column)
  if (column === undefined)
    throw new AssayError('model/no-column', {
      model: input.name,
      feature: name,
      part,
      known: manifest.columns.map((c) => c.name).join(', ')
    })
  return { source, column }
}

/** NaN is missing; a category is its place among the model's, −1 one that the model never saw. */
async function featureValues(
  dataset: Dataset,
  feature: Feature,
  source: FeatureSource,
  column: Column,
  { signal }: Job
): Promise<(row: number) => number> {
  const equals = 'equals' in source ? source.equals : undefined
  if (equals === undefined && (feature.kind === 'number' || feature.values === null)) {
    const { numbers } = await dataset.numbers(column.stored, signal)
    return (row) => numbers[row]!
  }
  const { codes, values } = await dataset.codes(column.stored, signal)
  const wanted = feature.kind === 'category' ? feature.values : null
  const places = values.map((value) =>
    equals !== undefined ? (sameValue(column, value, equals) ? 1 : 0) : (wanted ?? []).findIndex((one) => sameValue(column, value, one))
  )
  return (row) => (codes[row] === 0 ? (equals === undefined ? NaN : 0) : places[codes[row]! - 1]!)
}

/** A float32 ensemble rounds what it is given; rounded here once, values that it cannot tell apart are equal. */
const rounded = ({ model: { predictor, prepare } }: LoadedModel, values: Float64Array): Float64Array =>
  predictor.kind === 'trees' && predictor.float32 && prepare === null ? values.map(Math.fround) : values
