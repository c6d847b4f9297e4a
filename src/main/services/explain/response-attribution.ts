import { AssayError } from '../../../shared/model/errors'
import { linearGames, MOST_PLAYERS, type GamesOfBlock } from '../../core/explain/response/pair-game'
import { responseShap, type ResponseOrder, type ResponseShap } from '../../core/explain/response/response-shap'
import { treeGames } from '../../core/explain/response/tree-games'
import type { Table } from '../../core/explain/subject'
import { respond } from '../../core/models/link'
import { isComputed, type Link, type Model } from '../../core/models/model'
import { predictResponse } from '../../core/models/predict'
import { throwIfCancelled, type Job } from '../job'
import type { LoadedModel } from '../load-model'
import { playerOfColumns } from './players'
import { RELATIVE_TOLERANCE, type Attributed, type AttributedChunk, type Question } from './attribution'
import { preparedBlock, preparedRows } from './feature-rows'
import { heldRows } from './held-rows'
import { rowsAtOnce } from './rows-at-once'
import { tellRows } from './tell-rows'

type Against = Question & { background: NonNullable<Question['background']> }

/** Exact contributions to the response (a probability), against a background that is held in memory: each row meets every row of it. */
export async function attributeResponse(
  { model }: LoadedModel,
  question: Against,
  bytes: number,
  job: Job,
  taken: (chunk: AttributedChunk) => Promise<void>
): Promise<Attributed> {
  const { data, players } = question
  const playerOf = playerOfColumns(model, players)
  const background = await heldRows(preparedRows(model, question.background), null, playerOf.length, bytes / 2)
  const outputs = together(model.link) ? [...model.outputs.keys()] : [question.output]
  const chosen = outputs.indexOf(question.output)
  const order = {
    respond: (raw: readonly Float64Array[]) => respond(model.link, raw)[chosen]!,
    background: background.rows,
    players: players.length
  }
  const gamesOf = gamesAgainst(model, outputs, background, playerOf, players.length)
  let [before, bias, residual] = [0, NaN, 0]
  for await (const block of data.blocks(rowsAtOnce(bytes / 2, 2 * (model.features.length + playerOf.length + players.length)))) {
    const games = gamesOf(preparedBlock(model, block))
    const found = await drive({ ...order, games, rows: block.rows }, { before, of: data.rows }, job)
    if (before === 0) bias = found.bias
    const { values } = found
    await taken({ rows: block.rows, bias, values: (player) => values[player]!, pair: () => new Float64Array(block.rows), errors: null })
    residual = Math.max(residual, residualOf(model, question.output, block, bias, values))
    before += block.rows
  }
  return { perturbation: 'interventional', bias, residual, tolerance: RELATIVE_TOLERANCE, asked: null }
}

/** Largest difference between the model's own answer and what a row's values add up to. */
function residualOf(model: Model, output: number, { columns, rows }: Table, bias: number, values: readonly Float64Array[]): number {
  const scores = isComputed(model) ? predictResponse(model, columns, rows)[output]! : new Float64Array(0)
  return scores.reduce((most, score, row) => Math.max(most, Math.abs(values.reduce((left, of) => left - of[row]!, score - bias))), 0)
}

/** Whether each response depends on all raw outputs. */
const together = (link: Link): boolean => link.kind === 'softmax' || (link.kind === 'one-vs-all' && link.normalized)

function gamesAgainst(
  { predictor }: Model,
  outputs: readonly number[],
  background: Table,
  playerOf: Int32Array,
  players: number
): GamesOfBlock {
  if (predictor.kind === 'trees') return treeGames({ ensemble: predictor, outputs, background, playerOf, players })
  if (predictor.kind === 'linear') return linearGames({ predictor, outputs, background, playerOf })
  throw new RangeError('gamesAgainst: a graph has no formula')
}

const ROWS_BETWEEN_PAUSES = 8

/** `before`: rows of all that come before the block's. */
async function drive(order: ResponseOrder, { before, of }: { before: number; of: number }, job: Job): Promise<ResponseShap> {
  const steps = responseShap(order)
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) {
      const { tooDifferent } = step.value
      if (tooDifferent >= 0) throw new AssayError('explain/too-many-different', { row: before + tooDifferent + 1, most: MOST_PLAYERS })
      return step.value
    }
    if (step.value % ROWS_BETWEEN_PAUSES !== 0) continue
    tellRows(job, before + step.value, of)
    await new Promise((resolve) => setTimeout(resolve, 0))
    throwIfCancelled(job)
  }
}
