import { AssayError } from '../../../shared/model/errors'
import { MOST_CORRELATED } from '../../core/explain/linear/correlated-shap'
import { hasCovers } from '../../core/explain/trees/shares'
import { residualOf } from '../../core/explain/trees/tree-shap'
import type { Model, TreeEnsemble } from '../../core/models/model'
import type { Job } from '../job'
import type { LoadedModel } from '../load-model'
import type { WorkPorts } from '../tasks/work-ports'
import { playerOfColumns } from './players'
import { largest, RELATIVE_TOLERANCE, type Attributed, type AttributedChunk, type Question } from './attribution'
import { attributeByAsking } from './asked-attribution'
import { preparedRows } from './feature-rows'
import { attributeLinear } from './linear-attribution'
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
    return attributeByAsking(loaded, { ...question, background: question.background }, ports.kernelBytes, job, taken)
  }
  refuseMixtures(loaded, question)
  if (question.probability && question.background !== null)
    return attributeResponse(loaded, { ...question, background: question.background }, ports.kernelBytes, job, taken)
  const data = preparedRows(model, question.data)
  const background = question.background && preparedRows(model, question.background)
  const { predictor } = model
  if (predictor.kind === 'linear')
    return attributeLinear(model, predictor, { ...question, data, background }, ports.kernelBytes, job, taken)
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
