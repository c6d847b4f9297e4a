import type { Dataset } from '../ports/store'
import { throwIfCancelled, type Job } from './job'
import { bindingOf, bindModel, loadFeatures, rawOf, responseOf } from './load-model'
import type { PlannedModel } from './planned-models'

const BLOCK = 65_536

/** The chosen output on the scale of the log, block by block. `features`: columns in the model's order. */
export function scoresOf(
  { input, loaded, output, negated }: PlannedModel,
  features: readonly Float64Array[],
  rows: number,
  phase: string,
  job: Job
): Float64Array {
  const raw = input.scale === 'raw'
  const predict = raw ? rawOf(loaded) : responseOf(loaded)
  const scores = new Float64Array(rows)
  for (let from = 0; from < rows; from += BLOCK) {
    throwIfCancelled(job)
    job.progress({ phase, fraction: from / rows })
    const to = Math.min(from + BLOCK, rows)
    const block = features.map((column) => column.subarray(from, to))
    const predicted = predict(block, to - from)[output]!
    scores.set(negated ? predicted.map((score) => (raw ? -score : 1 - score)) : predicted, from)
  }
  return scores
}

/** The same of all rows of a dataset; all features are in memory meanwhile. */
export async function scoresOfDataset(model: PlannedModel, dataset: Dataset, phase: string, job: Job): Promise<Float64Array> {
  const { columns, rows } = dataset.manifest
  const features = await loadFeatures(dataset, bindModel(model.loaded, columns, bindingOf(model.input)), job)
  return scoresOf(model, features, rows, phase, job)
}
