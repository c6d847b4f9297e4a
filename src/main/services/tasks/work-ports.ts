import type { Made } from '../../../shared/model/report'
import type { DriftKernels } from '../../core/drift/kernels'
import type { FairnessKernels } from '../../core/fairness/kernels'
import type { QualityKernels } from '../../core/quality/kernels'
import type { SliceKernels } from '../../core/slices/kernels'
import type { GraphRunner } from '../../ports/graph'
import type { ComputePool } from '../../ports/pool'
import type { Typesetter } from '../../ports/print'
import type { ProjectFiles } from '../../ports/project-files'
import type { Store } from '../../ports/store'

/** What an executor's tasks may reach for outside the pure rooms. */
export type WorkPorts = {
  files: ProjectFiles
  /** A store that can read the datasets of one folder and nothing else. */
  openStore: (dataFolder: string) => Promise<Store>
  typesetter: () => Promise<Typesetter>
  made: () => Promise<Made>
  /** Threads for kernels, and the memory that their work may take. */
  pool: () => ComputePool
  kernelBytes: number
  /** Foreign model graphs, in a thread apart. */
  graphs: GraphRunner
  /** Sorts in place, ascending; NaN must not occur. */
  sort: (values: Float64Array) => Float64Array
  kernels: FairnessKernels & DriftKernels & QualityKernels & SliceKernels
  /** Path of a pack that comes with the product. Throws `plan/unknown-pack`. */
  packFile: (id: string) => string
}
