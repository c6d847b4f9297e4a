import type { Column } from '../../../shared/model/dataset'
import type { MetricId } from '../../../shared/model/metrics'
import type { Plan } from '../../../shared/model/plan'
import type { Population, Scan } from '../../../shared/model/report'
import type { Estimate } from '../stats/estimate'
import type { FairnessKernels } from './kernels'

/** A column in memory, in import order: dictionary codes (0 missing, k → values[k−1]) or numbers (NaN missing). */
export type LoadedColumn =
  { column: Column; codes: Uint8Array | Uint16Array | Uint32Array; values: readonly string[] } | { column: Column; numbers: Float64Array }

/** `distinctOnly`: which rows share a value matters, not what it is; `values` may be left empty. */
export type ColumnNeed = { name: string; as: 'codes' | 'numbers'; distinctOnly?: true }

/** `over` names the attributes whose crossing makes the groups; [] is everybody. */
export type MeasureRequest = {
  metric: MetricId
  over: readonly string[]
  reference: 'planned' | 'most_favoured' | 'extremes'
  control?: string
}

export type FairnessInput = {
  plan: Plan
  part: string
  dataset: string
  /** SHA-256 of the files behind the part. */
  inputs: readonly string[]
  rows: number
  columns: ReadonlyMap<string, LoadedColumn>
  /** SHA-256 that seeds every draw. */
  seed: string
  /** What criteria and packs need beyond the plan's own list of metrics. */
  requests: readonly MeasureRequest[]
  /** Called between kernels; throws when the job was cancelled. */
  checkpoint: (fraction: number) => void
  kernels: FairnessKernels
}

/** A table that is attached as CSV and named by digest. */
export type CountsTable = { name: string; title: string; header: readonly string[]; rows: readonly (readonly (string | number | null)[])[] }

export type FairnessResult = {
  estimates: Estimate[]
  population: Population
  tables: CountsTable[]
  scans: Scan[]
}
