import type { RowDesign } from '../../../core/stats/share-of-rows'
import type { Job } from '../../job'
import type { OpenPart, ReportInput } from '../assess'

/** What every look at the data needs. `label`: 0, 1 or 2 (unknown) of each row, where the plan has outcomes. */
export type Looked = {
  input: ReportInput
  open: OpenPart
  reference: OpenPart | null
  design: RowDesign
  label: Uint8Array | null
  job: Job
}
