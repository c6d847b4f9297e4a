import { correlatedShap } from '../../core/explain/linear/correlated-shap'
import { linearShap, type ExplainLinear, type LinearOrder } from '../../core/explain/linear/linear-shap'
import { addCovariances, addMeans, type Adding } from '../../core/explain/linear/moments'
import type { LinearPredictor, Model } from '../../core/models/model'
import { throwIfCancelled, type Job } from '../job'
import { largest, RELATIVE_TOLERANCE, type Attributed, type AttributedChunk, type Question } from './attribution'
import type { FeatureRows } from './feature-rows'
import { playerOfColumns } from './players'
import { rowsAtOnce } from './rows-at-once'
import { tellRows } from './tell-rows'

/** Contributions to a linear model's margin: the background's moments first, of the data themselves where there is none, then row by row. */
export async function attributeLinear(
  model: Model,
  predictor: LinearPredictor,
  { data, background, output, players, correlated }: Question,
  bytes: number,
  job: Job,
  taken: (chunk: AttributedChunk) => Promise<void>
): Promise<Attributed> {
  const order = { predictor, output, playerOf: playerOfColumns(model, players), players: players.length }
  const rows = rowsAtOnce(bytes, 2 * (model.features.length + order.playerOf.length + players.length))
  const explain = await explainer(order, background ?? data, correlated, rows)
  let [before, bias, residual, most] = [0, NaN, 0, 0]
  for await (const block of data.blocks(rows)) {
    throwIfCancelled(job)
    const found = explain(block)
    bias = found.bias
    residual = Math.max(residual, found.residual)
    most = Math.max(most, largest(found.margin))
    const { values } = found
    await taken({ rows: block.rows, bias, values: (player) => values[player]!, pair: () => new Float64Array(block.rows), errors: null })
    before += block.rows
    tellRows(job, before, data.rows)
  }
  const perturbation = correlated ? 'correlation-dependent' : 'interventional'
  return { perturbation, bias, residual, tolerance: RELATIVE_TOLERANCE * Math.max(1, most), asked: null }
}

async function explainer(order: LinearOrder, behind: FeatureRows, correlated: boolean, rows: number): Promise<ExplainLinear> {
  const means = await overBlocks(addMeans(order.playerOf.length), behind, rows)
  return correlated ? correlatedShap(order, means, await overBlocks(addCovariances(means), behind, rows)) : linearShap(order, means)
}

async function overBlocks<T>(adding: Adding<T>, { blocks }: FeatureRows, rows: number): Promise<T> {
  for await (const block of blocks(rows)) adding.add(block)
  return adding.result()
}
