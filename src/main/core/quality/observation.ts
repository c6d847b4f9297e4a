import type { Column } from '../../../shared/model/dataset'
import type { At } from '../../../shared/model/measure'
import type { MetricId } from '../../../shared/model/metrics'
import type { Quantity } from '../stats/quantity'

/** A number about the part, before it has a name; `comparing`: it is held against the reference part. */
export type QualityDraft = { metric: MetricId; at: At; quantity: Quantity; comparing: boolean }

/** What was found in a column; never its cells, but for the names of categories that many rows share. */
export type Notice = {
  kind:
    | 'constant'
    | 'unseen'
    | 'out-of-range'
    | 'fractional'
    | 'units'
    | 'outliers'
    | 'missing'
    | 'future'
    | 'gap'
    | 'leakage'
    | 'personal-data'
    | 'repeated-ids'
    | 'repeated-rows'
    | 'near-rows'
    | 'overlap'
  column: string
  /** Rows concerned, and the numbers of the first of them, from 1 on in import order. */
  rows: number
  share: number
  first: readonly number[]
  said: string
}

/** What is printed of a column. */
export type ColumnSummary = {
  column: Column
  n: number
  distinct: number | null
  mostFrequent: number | null
  low: number | null
  median: number | null
  high: number | null
}

export type ColumnObservation = { summary: ColumnSummary; drafts: QualityDraft[]; notices: Notice[] }

/** How many row numbers a finding gives as evidence. */
export const FIRST_ROWS = 20
