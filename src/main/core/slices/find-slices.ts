import { worstEnd, type SlicedMetric, type SlicesPlan } from '../../../shared/model/assessments/slices'
import type { AssessedPart, AssessmentContext } from '../assessment'
import { outcomesOf } from '../columns/outcomes'
import { rowWeightsOf } from '../columns/row-weights'
import { placesOf } from '../columns/taken-rows'
import { meetsWhere } from '../columns/where'
import { searchColumn, type SearchColumn } from './conditions'
import { distinctSlices, membership } from './distinct'
import { halvesOf, type Halves } from './halves'
import type { SearchedRows, SliceKernels } from './kernels'
import { slicedMetric } from '../columns/sliced-metric'
import { outcomeOfRows } from '../columns/outcome-of-rows'
import { searchSlices } from './search'
import { FOUND, wordsOfConjunction, wordsOfWhere, type Slice } from './slice'
import { tellableSlices } from './tellable'

/** `crossed`: columns whose values are crossed. */
export type SlicesInput = AssessmentContext & { part: AssessedPart; crossed: readonly string[]; asked: SlicesPlan; kernels: SliceKernels }

/** Of what slices are made. `outcome`: of each row, NaN where it is in no denominator. */
export type Outset = { metric: SlicedMetric; worst: 1 | -1; halves: Halves; outcome: Float64Array }

/** `untold`: how many were left out since they would tell of few rows. */
export type FoundSlices = { slices: readonly Slice[]; searched: number; untold: number }

export function outsetOf({ plan, part, asked }: SlicesInput): Outset {
  const planned = { ...part, plan }
  const metric = slicedMetric(plan)
  return {
    metric,
    worst: worstEnd(metric, asked),
    halves: halvesOf(planned, part.dataset),
    outcome: outcomeOfRows(metric, outcomesOf(planned), part.rows)
  }
}

/** The slices of the plan, and the worst that the search finds in the discovery half. The outcomes of the test half are not looked at. */
export function findSlices(input: SlicesInput, { worst, halves, outcome }: Outset): FoundSlices {
  const { plan, part, asked } = input
  const planned = { ...part, plan }
  const isKnown = (half: Uint8Array): Uint8Array => half.map((one, row) => (outcome[row] === outcome[row] ? one : 0))
  const learn = isKnown(halves.discovery)
  const columns = input.crossed.map((name) => searchColumn(planned, name, asked.bins, learn, input.kernels))
  const rows = placesOf(learn)
  const { candidates, searched } = searchSlices({
    columns,
    rows: searchedRows(columns, outcome, rowWeightsOf(planned)?.values ?? null, rows),
    depth: Math.min(asked.depth, columns.length),
    fewest: asked.fewest_rows ?? plan.minimum_group_size,
    worst,
    kernels: input.kernels,
    checkpoint: input.checkpoint
  })
  const found = distinctSlices(columns, candidates, rows, asked.carried).map((conjunction): Slice => ({
    name: FOUND,
    conditions: wordsOfConjunction(columns, conjunction),
    postHoc: false,
    meets: membership(columns, conjunction),
    over: conjunction.map(({ column }) => columns[column]!)
  }))
  const told = tellableSlices([...namedSlices(input), ...found], placesOf(isKnown(halves.test)), plan.suppress_below)
  return { ...told, searched }
}

function namedSlices({ plan, part, asked }: SlicesInput): Slice[] {
  return asked.named.map(({ name, where, post_hoc: postHoc }) => ({
    name,
    conditions: wordsOfWhere(where),
    postHoc,
    meets: meetsWhere({ ...part, plan }, where, 'assessments.slices.named'),
    over: []
  }))
}

/** Only the rows that are searched, one after the other. */
const searchedRows = (
  columns: readonly SearchColumn[],
  outcome: Float64Array,
  weights: Float64Array | null,
  rows: Uint32Array
): SearchedRows => ({
  cells: columns.map(({ ofRow }) => Uint8Array.from(rows, (row) => ofRow[row]!)),
  outcome: bytesOfBinary(Float64Array.from(rows, (row) => outcome[row]!)),
  weights: weights === null ? null : Float64Array.from(rows, (row) => weights[row]!)
})

const bytesOfBinary = (outcome: Float64Array): SearchedRows['outcome'] =>
  outcome.every((value) => value === 0 || value === 1) ? Uint8Array.from(outcome) : outcome
