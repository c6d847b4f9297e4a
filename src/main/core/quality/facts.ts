import type { Column } from '../../../shared/model/dataset'

/** What is known of the numbers of a column; `quartiles` are those of linear interpolation (Hyndman & Fan's seventh). */
export type NumberFacts = {
  kind: 'numbers'
  column: Column
  rows: number
  /** Rows with a value. */
  n: number
  low: number
  high: number
  quartiles: readonly [number, number, number]
  /** Median absolute deviation from the median, and median of the absolute values. */
  mad: number
  medianSize: number
  fractional: number
  distinct: number
  mostFrequent: number
}

/** `counts[k]` rows have values[k]; values sort by UTF-8 bytes. */
export type CategoryFacts = {
  kind: 'categories'
  column: Column
  rows: number
  n: number
  distinct: number
  mostFrequent: number
  values: readonly string[]
  counts: Float64Array
}

/** Texts too many to tell apart one by one. */
export type TextFacts = { kind: 'texts'; column: Column; rows: number; n: number; distinct: number }

export type ColumnFacts = NumberFacts | CategoryFacts | TextFacts
