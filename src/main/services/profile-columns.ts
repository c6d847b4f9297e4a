import type { ColumnProfile, ColumnShape, DatasetProfile } from '../../shared/model/column-profile'
import { datasetProfile } from '../../shared/model/column-profile'
import type { Column } from '../../shared/model/dataset'
import { utf8 } from '../core/evidence/bytes'
import { howToProfile } from '../core/profile/how-to-profile'
import { profileCodes } from '../core/profile/profile-codes'
import { profileNumbers, type Sort } from '../core/profile/profile-numbers'
import type { Dataset } from '../ports/store'
import { throwIfCancelled, type Job } from './job'
import type { Ports } from './ports'
import type { Project } from './project'
import { rememberExploring } from './remember-exploring'

/**
 * What every column of a dataset of the project holds: figures only. Computed once and kept beside the dataset; the ledger remembers that the data were
 * looked at.
 */
export async function profileColumns(ports: Ports, project: Project, dataset: string, job: Job): Promise<DatasetProfile> {
  await rememberExploring(project, dataset)
  const { build } = await ports.made()
  const kept = ports.files.join(project.dataFolder, `${dataset}.profile.json`)
  const known = await readKept(ports, kept)
  if (known?.build === build) return known
  const store = await ports.openStore(project.dataFolder)
  try {
    const open = await store.open(ports.files.join(project.dataFolder, `${dataset}.duckdb`))
    const profile: DatasetProfile = { schema: 1, dataset, build, columns: await profileAll(open, ports.sort, job) }
    await ports.files.writeAtomic(kept, utf8(JSON.stringify(profile)))
    return profile
  } finally {
    await store.close()
  }
}

async function readKept({ files }: Ports, path: string): Promise<DatasetProfile | null> {
  if (!(await files.exists(path))) return null
  try {
    return datasetProfile.parse(JSON.parse(new TextDecoder().decode(await files.read(path))))
  } catch {
    return null
  }
}

async function profileAll(dataset: Dataset, sort: Sort, job: Job): Promise<ColumnProfile[]> {
  const { columns, rows } = dataset.manifest
  const profiles: ColumnProfile[] = []
  for (const [index, column] of columns.entries()) {
    throwIfCancelled(job)
    job.progress({ phase: 'Profiling columns', fraction: index / columns.length })
    const { stored, name, type, missing } = column
    profiles.push({ stored, name, type, rows, missing, shape: await shapeOf(dataset, column, sort, job) })
  }
  return profiles
}

async function shapeOf(dataset: Dataset, column: Column, sort: Sort, { signal }: Job): Promise<ColumnShape> {
  const how = howToProfile(column, dataset.manifest.rows)
  if ('withheld' in how) return { kind: 'withheld', reason: how.withheld }
  if (how.as === 'numbers') return profileNumbers((await dataset.numbers(column.stored, signal)).numbers, how.unit, how.whole, sort)
  const { codes, values } = await dataset.codes(column.stored, signal)
  return profileCodes(codes, values)
}
