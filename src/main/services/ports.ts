import type { Clock } from '../ports/clock'
import type { Executors } from '../ports/executor'
import type { KeyStore, RunRegister, TimeTokenReader } from '../ports/keys'
import type { Certifier, ReportVerifier } from '../ports/print'
import type { ImportLimits, Reader } from '../ports/reader'
import type { WorkPorts } from './tasks/work-ports'

/** Everything a use case may reach for outside the pure rooms; filled in by compose.ts. */
export type Ports = WorkPorts & {
  /** Whatever computes for long goes there, so that the caller hears others meanwhile. */
  executors: Executors
  /** The digest of this build, without asking what else made the report. */
  build: () => string
  reader: Reader
  certifier: Certifier
  verifier: ReportVerifier
  keys: KeyStore
  runs: RunRegister
  timeOfToken: TimeTokenReader
  clock: Clock
  /** SHA-256 in hex by native code, ten times as fast as that of core: for megabytes. */
  sha256: (bytes: Uint8Array) => string
  limits: ImportLimits
}
