import type { Plan } from '../../../shared/model/plan'
import { reproduce, type Reproduction } from '../../core/models/reproduce'
import type { Job } from '../job'
import { loadColumns } from '../load-columns'
import { bindingOf, bindModel, loadFeatures } from '../load-model'
import type { PlannedModel } from '../planned-models'
import { scoresOf } from '../score-rows'
import type { OpenPart } from './assess'

const PHASE = 'Computing the scores again'
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
    return reproduce(loaded.model.precision, scores, scoresOf(planned, features, manifest.rows, PHASE, job))
  }
  const features: Float64Array[] = []
  for (const one of bound) features.push(picked((await loadFeatures(open.dataset, [one], job))[0]!, explained))
  const found = reproduce(loaded.model.precision, picked(scores, explained), scoresOf(planned, features, explained.length, PHASE, job))
  return { ...found, worst: found.worst && { ...found.worst, row: explained[found.worst.row]! } }
}

const picked = (values: Float64Array, rows: Uint32Array): Float64Array => Float64Array.from(rows, (row) => values[row]!)

const scoreOf = (plan: Plan): string | null => Object.entries(plan.columns).find(([, use]) => use.role === 'score')?.[0] ?? null

async function numbersOf({ dataset }: OpenPart, name: string, job: Job): Promise<Float64Array> {
  const loaded = (await loadColumns(dataset, [{ name, as: 'numbers' }], job)).get(name)
  return loaded !== undefined && 'numbers' in loaded ? loaded.numbers : new Float64Array(0)
}
