import type { Plan } from '../../../shared/model/plan'
import { reproduce, type Reproduction } from '../../core/models/reproduce'
import type { Job } from '../job'
import { throwIfCancelled } from '../job'
import { loadColumns } from '../load-columns'
import { bindingOf, bindModel, loadFeatures, rawOf, responseOf } from '../load-model'
import type { PlannedModel } from '../planned-models'
import type { OpenPart } from './assess'

const BLOCK = 65_536
/** Features of all rows are read at once up to this size; beyond it the explained rows stand for all. */
const MOST_BYTES = 1 << 29

/**
 * Holds the model's scores against those that were logged: in all rows of the part, or in the explained ones where all would not fit in memory.
 * Null where no column holds the model's scores.
 */
export async function reproduceScores(
  planned: PlannedModel,
  plan: Plan,
  open: OpenPart,
  explained: Uint32Array,
  job: Job
): Promise<Reproduction | null> {
  const { input, loaded } = planned
  const { manifest } = open.dataset
  const column = input.score ?? scoreOf(plan)
  if (column === null || !manifest.columns.some(({ name }) => name === column)) return null
  const bound = bindModel(loaded, manifest.columns, bindingOf(input))
  const scores = await numbersOf(open, column, job)
  if (manifest.rows * bound.length * Float64Array.BYTES_PER_ELEMENT <= MOST_BYTES) {
    const features = await loadFeatures(open.dataset, bound, job)
    return reproduce(loaded.model.precision, scores, computed(planned, features, manifest.rows, job))
  }
  const features: Float64Array[] = []
  for (const one of bound) features.push(picked((await loadFeatures(open.dataset, [one], job))[0]!, explained))
  const found = reproduce(loaded.model.precision, picked(scores, explained), computed(planned, features, explained.length, job))
  return { ...found, worst: found.worst && { ...found.worst, row: explained[found.worst.row]! } }
}

const picked = (values: Float64Array, rows: Uint32Array): Float64Array => Float64Array.from(rows, (row) => values[row]!)

const scoreOf = (plan: Plan): string | null => Object.entries(plan.columns).find(([, use]) => use.role === 'score')?.[0] ?? null

async function numbersOf({ dataset }: OpenPart, name: string, job: Job): Promise<Float64Array> {
  const loaded = (await loadColumns(dataset, [{ name, as: 'numbers' }], job)).get(name)
  return loaded !== undefined && 'numbers' in loaded ? loaded.numbers : new Float64Array(0)
}

/** The chosen output on the scale of the log, block by block. */
function computed(
  { input, loaded, output, negated }: PlannedModel,
  features: readonly Float64Array[],
  rows: number,
  job: Job
): Float64Array {
  const raw = input.scale === 'raw'
  const predict = raw ? rawOf(loaded) : responseOf(loaded)
  const scores = new Float64Array(rows)
  for (let from = 0; from < rows; from += BLOCK) {
    throwIfCancelled(job)
    job.progress({ phase: 'Computing the scores again', fraction: from / rows })
    const to = Math.min(from + BLOCK, rows)
    const block = features.map((column) => column.subarray(from, to))
    const predicted = predict(block, to - from)[output]!
    scores.set(negated ? predicted.map((score) => (raw ? -score : 1 - score)) : predicted, from)
  }
  return scores
}
