import { datasetProfile, type DatasetProfile } from '../../shared/model/column-profile'
import { utf8 } from '../core/evidence/bytes'
import type { Job } from './job'
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
  const columns = await ports.executors.run('profile', { dataFolder: project.dataFolder, dataset }, job)
  const profile: DatasetProfile = { schema: 1, dataset, build, columns }
  await ports.files.writeAtomic(kept, utf8(JSON.stringify(profile)))
  return profile
}

async function readKept({ files }: Ports, path: string): Promise<DatasetProfile | null> {
  if (!(await files.exists(path))) return null
  try {
    return datasetProfile.parse(JSON.parse(new TextDecoder().decode(await files.read(path))))
  } catch {
    return null
  }
}
