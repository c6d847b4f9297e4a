import type { Population } from '../../../shared/model/report'
import type { AssessmentContext } from '../assessment'
import type { RowWeights } from '../columns/row-weights'
import type { Estimate } from '../stats/estimate'
import type { Windowed } from '../stats/windows'
import type { PerformanceKernels } from './kernels'
import type { Outcomes } from '../columns/outcomes'

/** One part: what the engine of group measures says of it by window, and its rows. `time`: in row order, to say when something happened. */
export type PerformanceSide = {
  part: string
  dataset: string
  inputs: readonly string[]
  rows: number
  estimates: readonly Estimate[]
  windowed: Windowed | null
  outcomes: Outcomes
  /** Days or microseconds since 1970 in row order; null where rows are taken in the file's order. */
  time: { numbers: Float64Array; unit: 'day' | 'microsecond' } | null
  /** Whether rows hang together, so that intervals for independent rows are refused; which do, where they do. */
  repeats: boolean
  clusters: Uint32Array | null
  weights: RowWeights | null
  labels: Population['labels']
  /** Rows of each window whose label is too young. */
  immature: readonly number[] | null
  columns: readonly string[]
}

export type PerformanceInput = AssessmentContext & {
  current: PerformanceSide
  reference: PerformanceSide | null
  kernels: PerformanceKernels
}
