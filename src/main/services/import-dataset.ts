import type { DatasetManifest } from '../../shared/model/dataset'
import { AssayError, isAssayError } from '../../shared/model/errors'
import type { PlanInput } from '../../shared/model/plan'
import { canonicalJson } from '../core/evidence/canonical-json'
import { sha256Hex } from '../core/evidence/digest'
import type { FoundFile } from '../ports/project-files'
import { throwIfCancelled, type Job } from './job'
import type { Ports } from './ports'
import type { Project } from './project'

export type ImportOrder = Pick<PlanInput, 'files' | 'reading'> & { sha256?: string | undefined }
export type ImportedDataset = { manifest: DatasetManifest; found: FoundFile[] }

const PHASES = { hashing: 'Hashing', copying: 'Making a plain copy', reading: 'Reading', writing: 'Writing the dataset' } as const

/**
 * Reads files of other parties in the disposable reader and remembers the dataset in the project; what the project has read before is not read
 * again. `base`: what relative paths start from.
 */
export async function importDataset(ports: Ports, project: Project, order: ImportOrder, base: string, job: Job): Promise<ImportedDataset> {
  const found = await ports.files.expandInputs(order.files, base)
  throwIfCancelled(job)
  const before = await importedBefore(ports, project, order, found, job)
  if (before !== null) {
    refuseOtherDigest(order, before)
    return { manifest: before, found }
  }
  const request = {
    files: found.map(({ path, name }) => ({ path, name })),
    reading: order.reading,
    folder: project.dataFolder,
    limits: ports.limits
  }
  const manifest = await ports.reader.import(request, job.signal, ({ phase, ...done }) => job.progress({ phase: PHASES[phase], ...done }))
  refuseOtherDigest(order, manifest)
  const rejected = manifest.files.reduce((sum, file) => sum + file.rejected, 0)
  const asked = await requestDigest(ports, order, manifest.files)
  await project.append({ type: 'dataset-imported', body: { dataset: manifest.id, rows: manifest.rows, rejected, request: asked } })
  return { manifest, found }
}

function refuseOtherDigest(order: ImportOrder, manifest: DatasetManifest): void {
  const first = manifest.files[0]
  if (order.sha256 === undefined || first === undefined) return
  const actual = manifest.files.length === 1 ? first.sha256 : manifest.id
  if (actual !== order.sha256) throw new AssayError('plan/digest-differs', { file: first.name, expected: order.sha256, actual })
}

/** The same bytes under the same names, read the same way by the same build, give the same dataset. */
async function requestDigest(
  { made }: Ports,
  { reading }: ImportOrder,
  files: readonly { name: string; sha256: string }[]
): Promise<string> {
  const { build } = await made()
  return sha256Hex(canonicalJson({ build, reading, files: files.map(({ name, sha256 }) => ({ name, sha256 })) }))
}

/** The dataset that an earlier import of these very bytes left in the project; null where there is none. */
async function importedBefore(
  ports: Ports,
  project: Project,
  order: ImportOrder,
  found: readonly FoundFile[],
  job: Job
): Promise<DatasetManifest | null> {
  const earlier = project.events().flatMap((line) => (line.type === 'dataset-imported' && line.body.request ? [line.body] : []))
  if (earlier.length === 0) return null
  const files: { name: string; sha256: string }[] = []
  for (const [index, { path, name }] of found.entries()) {
    job.progress({ phase: PHASES.hashing, fraction: index / found.length })
    files.push({ name, sha256: await ports.files.sha256(path) })
    throwIfCancelled(job)
  }
  const asked = await requestDigest(ports, order, files)
  const same = earlier.findLast(({ request }) => request === asked)
  const file = same && ports.files.join(project.dataFolder, `${same.dataset}.duckdb`)
  return file !== undefined && (await ports.files.exists(file)) ? manifestOf(ports, project, file) : null
}

async function manifestOf(ports: Ports, { dataFolder }: Project, file: string): Promise<DatasetManifest | null> {
  const store = await ports.openStore(dataFolder)
  try {
    const dataset = await store.open(file)
    const { manifest } = dataset
    await dataset.close()
    return manifest
  } catch (error) {
    if (isAssayError(error) && error.code === 'import/dataset-unreadable') return null
    throw error
  } finally {
    await store.close()
  }
}
