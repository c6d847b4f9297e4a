import type { DatasetManifest } from '../../shared/model/dataset'
import { AssayError } from '../../shared/model/errors'
import type { Plan } from '../../shared/model/plan'
import type { Ports } from './ports'
import type { Project } from './project'

/** Manifests by dataset: they never change, so each is read once. */
export type ManifestMemo = Map<string, DatasetManifest>

/** What the import of a dataset of this project knew. Throws `project/no-dataset`. */
export async function manifestOfDataset(ports: Ports, project: Project, dataset: string, memo: ManifestMemo): Promise<DatasetManifest> {
  const known = memo.get(dataset)
  if (known) return known
  const file = ports.files.join(project.dataFolder, `${dataset}.duckdb`)
  if (!(await ports.files.exists(file))) throw new AssayError('project/no-dataset', { dataset })
  const store = await ports.openStore(project.dataFolder)
  try {
    const opened = await store.open(file)
    memo.set(dataset, opened.manifest)
    await opened.close()
    return opened.manifest
  } finally {
    await store.close()
  }
}

/** The newest dataset of this project that was read from files of the names that the plan gives each part; null where one is not there yet. */
export async function partsOfPlan(
  ports: Ports,
  project: Project,
  plan: Plan,
  memo: ManifestMemo
): Promise<Map<string, DatasetManifest> | null> {
  const imported = [...new Set(project.events().flatMap((line) => (line.type === 'dataset-imported' ? [line.body.dataset] : [])))].reverse()
  const manifests: DatasetManifest[] = []
  for (const dataset of imported) {
    const manifest = await manifestOfDataset(ports, project, dataset, memo).catch(() => null)
    if (manifest) manifests.push(manifest)
  }
  const parts = new Map<string, DatasetManifest>()
  for (const { part, files } of plan.inputs) {
    const names = files.map((file) => ports.files.nameOf(file))
    const found = manifests.find((manifest) => sameNames(manifest, names))
    if (!found) return null
    parts.set(part, found)
  }
  return parts
}

const sameNames = ({ files }: DatasetManifest, names: readonly string[]): boolean =>
  files.length === names.length && files.every(({ name }, index) => name === names[index] || name.endsWith(`/${names[index] ?? ''}`))
