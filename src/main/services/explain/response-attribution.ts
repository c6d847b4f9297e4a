import { AssayError } from '../../../shared/model/errors'
import { linearGames, MOST_PLAYERS, type PairGames } from '../../core/explain/response/pair-game'
import { responseShap, type ResponseOrder, type ResponseShap } from '../../core/explain/response/response-shap'
import { treeGames } from '../../core/explain/response/tree-games'
import { respond } from '../../core/models/link'
import { isComputed, type Link, type Model } from '../../core/models/model'
import { predictResponse } from '../../core/models/predict'
import { throwIfCancelled, type Job } from '../job'
import type { LoadedModel } from '../load-model'
import { playerOfColumns } from './players'
import { RELATIVE_TOLERANCE, type Attributed, type AttributedChunk, type Question } from './attribution'

type Against = Question & { background: NonNullable<Question['background']> }

/** Exact contributions to the response (a probability); `features`: the rows before they were prepared, for the model's own answer. */
export async function attributeResponse(
  { model }: LoadedModel,
  question: Against,
  features: Question['data'],
  job: Job,
  taken: (chunk: AttributedChunk) => Promise<void>
): Promise<Attributed> {
  const { data, background } = question
  const outputs = together(model.link) ? [...model.outputs.keys()] : [question.output]
  const chosen = outputs.indexOf(question.output)
  const order: ResponseOrder = {
    games: gamesOf(model, outputs, question),
    respond: (raw) => respond(model.link, raw)[chosen]!,
    rows: data.rows,
    background: background.rows,
    players: question.players.length
  }
  const { bias, values } = await drive(order, job)
  await taken({ rows: data.rows, bias, values: (player) => values[player]!, pair: () => new Float64Array(data.rows), errors: null })
  const scores = isComputed(model) ? predictResponse(model, features.columns, features.rows)[question.output]! : new Float64Array(0)
  const residual = scores.reduce(
    (most, score, row) => Math.max(most, Math.abs(values.reduce((left, of) => left - of[row]!, score - bias))),
    0
  )
  return { perturbation: 'interventional', bias, residual, tolerance: RELATIVE_TOLERANCE, asked: null }
}

/** Whether each response depends on all raw outputs. */
const together = (link: Link): boolean => link.kind === 'softmax' || (link.kind === 'one-vs-all' && link.normalized)

function gamesOf(model: Model, outputs: readonly number[], { data, background, players }: Against): PairGames {
  const { predictor } = model
  const playerOf = playerOfColumns(model, players)
  if (predictor.kind === 'trees') return treeGames({ ensemble: predictor, outputs, data, background, playerOf, players: players.length })
  if (predictor.kind === 'linear') return linearGames({ predictor, outputs, data: data.columns, background: background.columns, playerOf })
  throw new RangeError('gamesOf: a graph has no formula')
}

const ROWS_BETWEEN_PAUSES = 8

async function drive(order: ResponseOrder, job: Job): Promise<ResponseShap> {
  const steps = responseShap(order)
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) {
      const { tooDifferent } = step.value
      if (tooDifferent >= 0) throw new AssayError('explain/too-many-different', { row: tooDifferent + 1, most: MOST_PLAYERS })
      return step.value
    }
    if (step.value % ROWS_BETWEEN_PAUSES !== 0) continue
    job.progress({ phase: 'Explaining', fraction: step.value / order.rows })
    await new Promise((resolve) => setTimeout(resolve, 0))
    throwIfCancelled(job)
  }
}
