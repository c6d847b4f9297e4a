import type { Column } from '../../shared/model/dataset'
import { AssayError } from '../../shared/model/errors'
import type { ModelInput } from '../../shared/model/model-input'
import type { LoadedColumn } from '../core/assessment'
import { sha256Hex } from '../core/evidence/digest'
import { bindFeatures, BY_NAME, featureReader, type Binding, type BoundFeature } from '../core/models/bind-features'
import { LIMITS } from '../core/models/limits'
import { respond } from '../core/models/link'
import { isComputed, type Model, type Predict } from '../core/models/model'
import { predictRaw } from '../core/models/predict'
import { readModel, type ReadingChoice } from '../core/models/read-model'
import type { OpenGraph } from '../ports/graph'
import type { Dataset } from '../ports/store'
import { loadColumns } from './load-columns'
import type { Job } from './job'
import type { WorkPorts } from './tasks/work-ports'

/** A model file that was read: `file` as people know it, never its folder. `graph` runs what is none of Assay's own structures. */
export type LoadedModel = { file: string; sha256: string; bytes: number; model: Model; graph: OpenGraph | null }

/** Reads a model file whatever its format. @throws AssayError `model/…` */
export async function loadModel(
  ports: Pick<WorkPorts, 'files' | 'graphs'>,
  path: string,
  choice: ReadingChoice = { rounds: null }
): Promise<LoadedModel> {
  const file = ports.files.nameOf(path)
  if (!(await ports.files.exists(path)) || (await ports.files.isFolder(path))) throw new AssayError('model/missing', { file: path })
  const bytes = await ports.files.read(path)
  if (bytes.length > LIMITS.bytes) throw new AssayError('model/too-large', { file, most: LIMITS.bytes })
  const model = readModel(bytes, file, choice)
  const about = { file, sha256: sha256Hex(bytes), bytes: bytes.length }
  if (model.predictor.kind !== 'graph') return { ...about, model, graph: null }
  const graph = ports.graphs.open(model.predictor, file)
  const outputs = graph.outputs === 1 ? model.outputs : Array.from({ length: graph.outputs }, (_, k) => String(k))
  return { ...about, model: { ...model, outputs }, graph }
}

/** Raw margins by whatever computes this model; what a graph answers is taken as it is. */
export function rawOf({ model, graph, file }: LoadedModel): Predict {
  if (isComputed(model)) return (columns, rows) => predictRaw(model, columns, rows)
  if (graph === null) throw new AssayError('model/graph-failed', { file, what: 'it was not opened' })
  return graph.predict
}

/** Responses by whatever computes this model. */
export const responseOf = (loaded: LoadedModel): Predict => {
  const raw = rawOf(loaded)
  return (columns, rows) => respond(loaded.model.link, raw(columns, rows))
}

/** A model that the plan names: its file starts from the plan's folder and must have the digest that the plan says. */
export async function loadPlannedModel(
  ports: Pick<WorkPorts, 'files' | 'graphs'>,
  input: ModelInput,
  folder: string
): Promise<LoadedModel> {
  const loaded = await loadModel(ports, ports.files.join(folder, input.file), { rounds: input.rounds ?? null })
  if (input.sha256 !== undefined && input.sha256 !== loaded.sha256)
    throw new AssayError('plan/digest-differs', { file: input.file, expected: input.sha256, actual: loaded.sha256 })
  return loaded
}

export const bindingOf = (input: ModelInput): Binding => ({
  match: input.match,
  columns: input.columns,
  categories: input.categories,
  missing: input.missing ?? null
})

/** Which column of the data feeds each feature. @throws AssayError `model/feature-…` */
export function bindModel({ model, file }: LoadedModel, columns: readonly Column[], binding: Binding = BY_NAME): BoundFeature[] {
  return bindFeatures(model.features, columns, binding, file)
}

/** The features' values from a dataset, column-major in the model's order. A column that feeds several features is read once. */
export async function loadFeatures(dataset: Dataset, bound: readonly BoundFeature[], job: Job): Promise<Float64Array[]> {
  const values: Float64Array[] = []
  for (const as of ['numbers', 'codes'] as const) {
    const names = new Set(bound.filter((feature) => feature.as === as).map(({ column }) => column))
    const loaded = await loadColumns(
      dataset,
      Array.from(names, (name) => ({ name, as })),
      job
    )
    for (const [j, feature] of bound.entries())
      if (feature.as === as) values[j] = featureReader(feature)(loaded.get(feature.column) as LoadedColumn)
  }
  return values
}
