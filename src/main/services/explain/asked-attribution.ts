import { simpleRandom } from '../../core/explain/draw-rows'
import { attributeRows } from '../../core/explain/shapley/attribute-rows'
import { slice, take, type Table } from '../../core/explain/subject'
import type { LoadedModel } from '../load-model'
import { rawOf, responseOf } from '../load-model'
import { throwIfCancelled, type Job } from '../job'
import { RELATIVE_TOLERANCE, type Attributed, type AttributedChunk, type Question } from './attribution'

/** Rows between two looks at whether the job was cancelled; their draws depend on where they begin. */
const ROWS_AT_ONCE = 8
/** Standard error over the range of a row's values at which sampling stops, as in a plan. */
const TOLERANCE = 0.02
/** What float32 answers may differ by when rows are asked in other company. */
const FLOAT32_TOLERANCE = 4e-6

/** Contributions of a model of which nothing is known but its answers: every coalition of up to 12 features, else permutations until the budget ends. */
export async function attributeByAsking(
  loaded: LoadedModel,
  { data, background, output, players, probability, asking }: Question,
  job: Job,
  taken: (chunk: AttributedChunk) => Promise<void>
): Promise<Attributed> {
  const ask = (probability ? responseOf : rawOf)(loaded)
  const predict = ({ columns, rows }: Table): Float64Array => ask(columns, rows)[output]!
  const sampling = { tolerance: TOLERANCE, evaluations: asking.evaluations }
  const held = drawn(background ?? data, asking)
  let [bias, residual, most, largestError] = [0, 0, 0, 0]
  for (let from = 0; from < data.rows; from += ROWS_AT_ONCE) {
    const rows = slice(data, from, Math.min(data.rows, from + ROWS_AT_ONCE))
    const checkpoint = (): void => throwIfCancelled(job)
    const found = attributeRows({ predict, players, seed: `${asking.seed} ${from}`, sampling, checkpoint }, rows, held)
    bias = found.bias
    residual = Math.max(residual, found.residual)
    most = Math.max(most, largest(predict(rows)))
    largestError = Math.max(largestError, ...(found.errors ?? []).map(largest))
    const errors = found.errors ?? found.values.map(() => new Float64Array(rows.rows))
    await taken({ rows: rows.rows, bias, values: (j) => found.values[j]!, pair: () => new Float64Array(rows.rows), errors })
    job.progress({ phase: 'Explaining', fraction: (from + rows.rows) / data.rows })
    await new Promise((resolve) => setTimeout(resolve, 0))
    throwIfCancelled(job)
  }
  const relative = loaded.model.precision === 'float32' ? FLOAT32_TOLERANCE : RELATIVE_TOLERANCE
  const asked = { ...asking, backgroundRows: held.rows, largestError }
  return { perturbation: 'interventional', bias, residual, tolerance: relative * Math.max(1, most), asked }
}

/** All rows of a background, or so many of them. */
function drawn(background: Table, { seed, backgroundRows }: Question['asking']): Table {
  if (background.rows <= backgroundRows) return background
  return take(background, simpleRandom(background.rows, backgroundRows, `${seed} background`))
}

const largest = (values: Float64Array): number => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
