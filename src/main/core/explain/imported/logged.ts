import type { Feature, Table } from '../subject'

/** Contributions that were logged with the scores: nobody can ask the model anything. */
export type Imported = {
  features: readonly Feature[]
  /** The features' values where the log has them as numbers; NaN otherwise. */
  table: Table
  known: readonly boolean[]
  /** Logged contributions of each feature. */
  values: readonly Float64Array[]
  base: number | null
  /** The logged score on the scale of the contributions; null where none is logged. */
  score: Float64Array | null
}
