import type { Column } from '../../../shared/model/dataset'
import type { AssessmentContext } from '../assessment'
import type { RowDesign } from '../stats/share-of-rows'
import type { ColumnObservation, Notice, QualityDraft } from './observation'

/** Columns that lack a value together, and in how many rows; most rows first, then by the columns' places. */
export type MissingPattern = { missing: readonly string[]; rows: number }

export type QualityInput = AssessmentContext & {
  part: string
  dataset: string
  inputs: readonly string[]
  rows: number
  columns: readonly Column[]
  design: RowDesign
  reference: { part: string; rows: number; columns: readonly Column[] } | null
  observed: readonly ColumnObservation[]
  patterns: readonly MissingPattern[]
  /** What was found besides, column by column or of all rows. */
  further: readonly { drafts: QualityDraft[]; notices: Notice[] }[]
}
