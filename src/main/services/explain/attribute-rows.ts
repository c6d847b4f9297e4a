import { AssayError } from '../../../shared/model/errors'
import { correlatedShap, MOST_CORRELATED } from '../../core/explain/linear/correlated-shap'
import { linearShap } from '../../core/explain/linear/linear-shap'
import { hasCovers } from '../../core/explain/trees/shares'
import { residualOf } from '../../core/explain/trees/tree-shap'
import type { LinearPredictor, Model, TreeEnsemble } from '../../core/models/model'
import { prepareColumns } from '../../core/models/prepare'
import type { Job } from '../job'
import type { LoadedModel } from '../load-model'
import type { WorkPorts } from '../tasks/work-ports'
import { playerOfColumns } from './players'
import { RELATIVE_TOLERANCE, type Attributed, type AttributedChunk, type FeatureColumns, type Question } from './attribution'
import { attributeByAsking } from './asked-attribution'
import { attributeResponse } from './response-attribution'
import { explainTrees } from './tree-attribution'

/** Contributions of each feature to each row's score, exact where the model has a formula for them; chunks come in row order. */
export async function attributeRows(
  ports: Pick<WorkPorts, 'pool' | 'kernelBytes'>,
  loaded: LoadedModel,
  question: Question,
  job: Job,
  taken: (chunk: AttributedChunk) => Promise<void>
): Promise<Attributed> {
  const { model, file } = loaded
  const why = noFormula(model)
  if (why !== null) {
    if (question.background === null || question.interactions || question.correlated)
      throw new AssayError('explain/no-formula', { file, why })
    return attributeByAsking(loaded, question, job, taken)
  }
  refuseMixtures(loaded, question)
  const data = prepared(model, question.data)
  const background = question.background === null ? null : prepared(model, question.background)
  if (question.probability && background !== null)
    return attributeResponse(loaded, { ...question, data, background }, question.data, job, taken)
  const { predictor } = model
  if (predictor.kind === 'linear') return attributeLinear(model, predictor, { ...question, data, background }, taken)
  return attributeTrees(ports, loaded, predictor as TreeEnsemble, { ...question, data, background }, job, taken)
}

/** What has no exact formula in this combination. */
function refuseMixtures({ model, file }: LoadedModel, question: Question): void {
  const { interactions, probability, correlated, background, players } = question
  const { predictor } = model
  const linear = predictor.kind === 'linear'
  if (interactions && (background !== null || probability || linear))
    throw new AssayError('explain/interactions-without-background', undefined)
  if (correlated && (!linear || probability || players.length > MOST_CORRELATED))
    throw new AssayError('explain/correlated', { most: MOST_CORRELATED })
  if (background !== null) return
  if (probability) throw new AssayError('explain/probability-needs-background', undefined)
  if (predictor.kind === 'trees' && !predictor.trees.every(hasCovers)) throw new AssayError('explain/needs-background', { file })
}

function noFormula({ predictor, prepare }: Model): string | null {
  if (predictor.kind === 'graph') return 'it is neither of trees nor linear'
  if (prepare !== null && prepare.normalize !== null) return 'it scales each row by all its features together'
  if (predictor.kind === 'trees' && predictor.trees.some(({ linear }) => linear !== null)) return 'its leaves are linear models'
  return null
}

const prepared = (model: Model, { columns, rows }: FeatureColumns): FeatureColumns => ({
  columns: prepareColumns(model, columns, rows),
  rows
})

async function attributeLinear(
  model: Model,
  predictor: LinearPredictor,
  question: Question,
  taken: (chunk: AttributedChunk) => Promise<void>
): Promise<Attributed> {
  const { data, background, output, players, correlated } = question
  const order = { predictor, output, ...data, playerOf: playerOfColumns(model, players), players: players.length }
  const { bias, values, margin, residual } = (correlated ? correlatedShap : linearShap)(order, background ?? data)
  await taken({ rows: data.rows, bias, values: (player) => values[player]!, pair: () => new Float64Array(data.rows), errors: null })
  const perturbation = correlated ? 'correlation-dependent' : 'interventional'
  return { perturbation, bias, residual, tolerance: RELATIVE_TOLERANCE * Math.max(1, largest(margin)), asked: null }
}

async function attributeTrees(
  ports: Pick<WorkPorts, 'pool' | 'kernelBytes'>,
  { model }: LoadedModel,
  ensemble: TreeEnsemble,
  { data, background, output, players, interactions }: Question,
  job: Job,
  taken: (chunk: AttributedChunk) => Promise<void>
): Promise<Attributed> {
  const order = { ensemble, output, data, playerOf: playerOfColumns(model, players), players: players.length, background, interactions }
  let [bias, residual, most] = [NaN, 0, 0]
  await explainTrees(ports, order, job, async (chunk) => {
    bias = chunk.bias
    residual = Math.max(residual, residualOf(chunk, players.length))
    most = Math.max(most, largest(chunk.margin))
    await taken({ ...chunk, errors: null })
  })
  return {
    perturbation: background === null ? 'path-dependent' : 'interventional',
    bias,
    residual,
    tolerance: RELATIVE_TOLERANCE * Math.max(1, most),
    asked: null
  }
}

const largest = (values: Float64Array): number => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
