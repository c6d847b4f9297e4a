import type { Made } from '../../shared/model/report'
import type { DriftKernels } from '../core/drift/kernels'
import type { FairnessKernels } from '../core/fairness/kernels'
import type { QualityKernels } from '../core/quality/kernels'
import type { Clock } from '../ports/clock'
import type { KeyStore, RunRegister, TimeTokenReader } from '../ports/keys'
import type { ComputePool } from '../ports/pool'
import type { GraphRunner } from '../ports/graph'
import type { Certifier, ReportVerifier, Typesetter } from '../ports/print'
import type { ProjectFiles } from '../ports/project-files'
import type { ImportLimits, Reader } from '../ports/reader'
import type { Store } from '../ports/store'

/** Everything a use case may reach for outside the pure rooms; filled in by compose.ts. */
export type Ports = {
  files: ProjectFiles
  reader: Reader
  /** A store that can read the datasets of one folder and nothing else. */
  openStore: (dataFolder: string) => Promise<Store>
  typesetter: () => Promise<Typesetter>
  certifier: Certifier
  verifier: ReportVerifier
  keys: KeyStore
  runs: RunRegister
  timeOfToken: TimeTokenReader
  clock: Clock
  made: () => Promise<Made>
  limits: ImportLimits
  /** Threads for kernels, and the memory that their work may take. */
  pool: () => ComputePool
  kernelBytes: number
  /** Foreign model graphs, in a thread apart. */
  graphs: GraphRunner
  /** Sorts in place, ascending; NaN must not occur. */
  sort: (values: Float64Array) => Float64Array
  kernels: FairnessKernels & DriftKernels & QualityKernels
  /** Path of a pack that comes with the product. Throws `plan/unknown-pack`. */
  packFile: (id: string) => string
}
