import type { DatasetManifest } from '../../shared/model/dataset'
import { AssayError } from '../../shared/model/errors'
import type { PlanInput } from '../../shared/model/plan'
import type { FoundFile } from '../ports/project-files'
import { throwIfCancelled, type Job } from './job'
import type { Ports } from './ports'
import type { Project } from './project'

export type ImportOrder = Pick<PlanInput, 'files' | 'reading'> & { sha256?: string | undefined }
export type ImportedDataset = { manifest: DatasetManifest; found: FoundFile[] }

const PHASES = { hashing: 'Hashing', reading: 'Reading', typing: 'Looking at types', writing: 'Writing the dataset' } as const

/** Reads files of other parties in the disposable reader and remembers the dataset in the project. `base`: what relative paths start from. */
export async function importDataset(ports: Ports, project: Project, order: ImportOrder, base: string, job: Job): Promise<ImportedDataset> {
  const found = await ports.files.expandInputs(order.files, base)
  throwIfCancelled(job)
  const request = {
    files: found.map(({ path, name }) => ({ path, name })),
    reading: order.reading,
    folder: project.dataFolder,
    limits: ports.limits
  }
  const manifest = await ports.reader.import(request, job.signal, ({ phase, rows, fraction }) =>
    job.progress({ phase: PHASES[phase], fraction, rows })
  )
  refuseOtherDigest(order, manifest)
  const rejected = manifest.files.reduce((sum, file) => sum + file.rejected, 0)
  await project.append({ type: 'dataset-imported', body: { dataset: manifest.id, rows: manifest.rows, rejected } })
  return { manifest, found }
}

function refuseOtherDigest(order: ImportOrder, manifest: DatasetManifest): void {
  const first = manifest.files[0]
  if (order.sha256 === undefined || first === undefined) return
  const actual = manifest.files.length === 1 ? first.sha256 : manifest.id
  if (actual !== order.sha256) throw new AssayError('plan/digest-differs', { file: first.name, expected: order.sha256, actual })
}
