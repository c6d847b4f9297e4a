import type { Column } from '../../shared/model/dataset'
import type { Exhibit } from '../../shared/model/exhibit'
import type { FindingDraft } from '../../shared/model/finding'
import type { Plan } from '../../shared/model/plan'
import type { Population, Scan } from '../../shared/model/report'
import type { Estimate } from './stats/estimate'

/** A column in memory, in import order: dictionary codes (0 missing, k → values[k−1]) or numbers (NaN missing). */
export type LoadedColumn =
  { column: Column; codes: Uint8Array | Uint16Array | Uint32Array; values: readonly string[] } | { column: Column; numbers: Float64Array }

/** `distinctOnly`: which rows share a value matters, not what it is; `values` may be left empty. `unmasked`: personal values are compared as they are, and never leave. */
export type ColumnNeed = { name: string; as: 'codes' | 'numbers'; distinctOnly?: true; unmasked?: true }

/** A part of the data as an assessment sees it. `inputs`: SHA-256 of the files behind it. */
export type AssessedPart = {
  part: string
  dataset: string
  inputs: readonly string[]
  rows: number
  columns: ReadonlyMap<string, LoadedColumn>
}

/** What every assessment is given. `seed`: SHA-256 that seeds every draw. `checkpoint`: called between kernels; throws when the job was cancelled. */
export type AssessmentContext = { plan: Plan; seed: string; checkpoint: (fraction: number) => void }

/** A table that is attached as CSV and named by digest. */
export type AttachedRows = {
  name: string
  title: string
  header: readonly string[]
  rows: readonly (readonly (string | number | null)[])[]
}

/** What every assessment gives back; `findings` are those that are not about a criterion. */
export type AssessmentResult = {
  estimates: Estimate[]
  population: Population | null
  scans: Scan[]
  tables: AttachedRows[]
  exhibits: Exhibit[]
  findings: FindingDraft[]
}
