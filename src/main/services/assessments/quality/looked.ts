import type { RowDesign } from '../../../core/stats/share-of-rows'
import type { Job } from '../../job'
import type { OpenPart, ReportInput } from '../assess'

/** What every look at the data needs. `label`: 0, 1 or 2 (unknown) of each row, where the plan has outcomes of two kinds. */
export type Looked = {
  input: ReportInput
  open: OpenPart
  reference: OpenPart | null
  design: RowDesign
  label: Uint8Array | null
  /** The label where it is a number to be predicted; NaN where it is not known. */
  outcome: Float64Array | null
  job: Job
}
