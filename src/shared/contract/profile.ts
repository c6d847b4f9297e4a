import type { DatasetProfile } from '../model/column-profile'
import { sha256 } from '../model/dataset'
import { inProject, jobEvents, procedure, trusted } from './procedure'

export const profile = {
  /** Histograms, frequencies and quantiles of every column; figures only. Computed once a dataset. */
  columns: procedure.input(inProject.extend({ dataset: sha256 })).output(jobEvents(trusted<DatasetProfile>()))
}
