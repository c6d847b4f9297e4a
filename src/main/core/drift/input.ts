import type { AssessedPart, AssessmentContext, LoadedColumn } from '../assessment'
import type { DriftColumn, LeftOut } from './columns'
import type { DriftKernels } from './kernels'

/** The two parts with the columns that cut and group their rows; the columns compared come one at a time. */
export type DriftInput = AssessmentContext & {
  reference: AssessedPart
  current: AssessedPart
  columns: readonly DriftColumn[]
  leftOut: readonly LeftOut[]
  kernels: DriftKernels
}

/** One column of both parts, as codes or as numbers by its kind. */
export type ColumnPair = { reference: LoadedColumn; current: LoadedColumn }
