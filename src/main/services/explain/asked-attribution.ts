import { simpleRandom } from '../../core/explain/draw-rows'
import { attributeRows } from '../../core/explain/shapley/attribute-rows'
import { slice, type Table } from '../../core/explain/subject'
import type { LoadedModel } from '../load-model'
import { rawOf, responseOf } from '../load-model'
import { throwIfCancelled, type Job } from '../job'
import { largest, RELATIVE_TOLERANCE, type Attributed, type AttributedChunk, type Question } from './attribution'
import { heldRows } from './held-rows'
import { rowsAtOnce } from './rows-at-once'
import { tellRows } from './tell-rows'

/** Rows between two looks at whether the job was cancelled; their draws depend on where they begin. */
const ROWS_AT_ONCE = 8
/** Standard error over the range of a row's values at which sampling stops, as in a plan. */
const TOLERANCE = 0.02
/** What float32 answers may differ by when rows are asked in other company. */
const FLOAT32_TOLERANCE = 4e-6

/** Contributions of a model of which nothing is known but its answers: every coalition of up to 12 features, else permutations until the budget ends. */
export async function attributeByAsking(
  loaded: LoadedModel,
  { data, background, output, players, probability, asking }: Question & { background: NonNullable<Question['background']> },
  bytes: number,
  job: Job,
  taken: (chunk: AttributedChunk) => Promise<void>
): Promise<Attributed> {
  const ask = (probability ? responseOf : rawOf)(loaded)
  const predict = ({ columns, rows }: Table): Float64Array => ask(columns, rows)[output]!
  const sampling = { tolerance: TOLERANCE, evaluations: asking.evaluations }
  const features = loaded.model.features.length
  const held = await heldRows(background, drawn(background.rows, asking), features, bytes / 2)
  let [bias, residual, most, largestError] = [0, 0, 0, 0]
  const explain = async (rows: Table, from: number): Promise<void> => {
    const checkpoint = (): void => throwIfCancelled(job)
    const found = attributeRows({ predict, players, seed: `${asking.seed} ${from}`, sampling, checkpoint }, rows, held)
    bias = found.bias
    residual = Math.max(residual, found.residual)
    most = Math.max(most, largest(predict(rows)))
    largestError = Math.max(largestError, ...(found.errors ?? []).map(largest))
    const errors = found.errors ?? found.values.map(() => new Float64Array(rows.rows))
    await taken({ rows: rows.rows, bias, values: (j) => found.values[j]!, pair: () => new Float64Array(rows.rows), errors })
    tellRows(job, from + rows.rows, data.rows)
    await new Promise((resolve) => setTimeout(resolve, 0))
    throwIfCancelled(job)
  }
  let before = 0
  for await (const block of data.blocks(rowsAtOnce(bytes / 2, 2 * features))) {
    for (let from = 0; from < block.rows; from += ROWS_AT_ONCE)
      await explain(slice(block, from, Math.min(block.rows, from + ROWS_AT_ONCE)), before + from)
    before += block.rows
  }
  const relative = loaded.model.precision === 'float32' ? FLOAT32_TOLERANCE : RELATIVE_TOLERANCE
  const asked = { ...asking, backgroundRows: held.rows, largestError }
  return { perturbation: 'interventional', bias, residual, tolerance: relative * Math.max(1, most), asked }
}

/** All rows of a background (null), or so many of them. */
const drawn = (rows: number, { seed, backgroundRows }: Question['asking']): Uint32Array | null =>
  rows <= backgroundRows ? null : simpleRandom(rows, backgroundRows, `${seed} background`)
