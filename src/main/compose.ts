import { join } from 'node:path'
import type { Made } from '../shared/model/report'
import { createTrustMemory } from './keys/trust-memory'
import type { Signer } from './ports/keys'
import { exploreSlices, type SlicesOrder, type SlicesOutcome } from './services/explore-slices'
import { explainModel, type ExplainOrder, type ExplainOutcome } from './services/explain-model'
import { importDataset, type ImportedDataset, type ImportOrder } from './services/import-dataset'
import type { Job } from './services/job'
import { listReports, type ListedReport } from './services/list-reports'
import { makeSampleFiles } from './services/make-sample-files'
import { writeFirstPlan, type FirstPlanOrder, type FirstPlanOutcome } from './services/write-first-plan'
import type { Ports } from './services/ports'
import { withProject } from './services/project'
import { reperformReport, type Reperformance } from './services/reperform-report'
import { runAudit, type AuditOrder, type AuditOutcome } from './services/run-audit'
import { countersignReport, type CountersignOrder, type CountersignOutcome } from './services/countersign-report'
import { manageTrust, type TrustService } from './services/manage-trust'
import { verifyReport, type VerifyOrder } from './services/verify-report'
import type { Verification } from '../shared/model/verification'
import { createPorts, keysFolderOf, type AssayOptions } from './compose-ports'

/** The use cases, wired to this machine. Every host calls these and nothing else. */
export type Assay = {
  readonly limits: Ports['limits']
  readonly keys: Ports['keys']
  readonly trust: TrustService
  made: () => Promise<Made>
  importDataset: (project: string, order: ImportOrder, job: Job) => Promise<ImportedDataset>
  firstPlan: (project: string, order: FirstPlanOrder, job: Job) => Promise<FirstPlanOutcome>
  audit: (project: string, order: AuditOrder, job: Job) => Promise<AuditOutcome>
  explain: (project: string, order: ExplainOrder, job: Job) => Promise<ExplainOutcome>
  slices: (project: string, order: SlicesOrder, job: Job) => Promise<SlicesOutcome>
  countersign: (order: CountersignOrder) => Promise<CountersignOutcome>
  reports: (project: string) => Promise<ListedReport[]>
  verify: (order: VerifyOrder) => Promise<Verification>
  reperform: (order: { report: string; data: readonly string[] }, job: Job) => Promise<Reperformance>
  makeSample: (folder: string) => Promise<string[]>
  unlock: (key: string, passphrase: string) => Promise<Signer>
}

export function createAssay(options: AssayOptions): Assay {
  const ports = createPorts(options)
  return {
    limits: ports.limits,
    keys: ports.keys,
    trust: manageTrust(ports, createTrustMemory(keysFolderOf(options))),
    made: ports.made,
    importDataset: (project, order, job) => withProject(ports, project, (open) => importDataset(ports, open, order, process.cwd(), job)),
    firstPlan: (project, order, job) => withProject(ports, project, (open) => writeFirstPlan(ports, open, order, job)),
    audit: (project, order, job) => withProject(ports, project, (open) => runAudit(ports, open, order, job)),
    explain: (project, order, job) => withProject(ports, project, (open) => explainModel(ports, open, order, process.cwd(), job)),
    slices: (project, order, job) => withProject(ports, project, (open) => exploreSlices(ports, open, order, job)),
    countersign: (order) => countersignReport(ports, order),
    reports: (project) => listReports(ports, project),
    verify: (order) => verifyReport(ports, order),
    reperform: (order, job) => reperformReport(ports, order, job),
    makeSample: (folder) => makeSampleFiles(ports, folder, join(options.root, 'resources', 'sample')),
    unlock: (key, passphrase) => ports.keys.unlock(key, passphrase)
  }
}

const MEBIBYTE = 1 << 20

/** Bytes of memory from a text such as "4G", "512M". */
export function memoryFrom(text: string): number | null {
  const match = /^(\d+(?:\.\d+)?)([MG])i?B?$/i.exec(text.trim())
  if (!match) return null
  const bytes = Number(match[1]) * MEBIBYTE * (match[2]?.toUpperCase() === 'G' ? 1024 : 1)
  return bytes >= 256 * MEBIBYTE ? Math.floor(bytes) : null
}
