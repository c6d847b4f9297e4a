import { neededColumns } from '../../core/fairness/assess-fairness'
import { crossingsOf, explorablePlan, explorerOf, type Explorer } from '../../core/fairness/explore/explorer'
import type { ExploreOrder } from '../../ports/executor'
import { checkpoint } from '../assessments/assess'
import { throwIfCancelled, type Job } from '../job'
import { loadColumns } from '../load-columns'
import type { WorkPorts } from './work-ports'

/** Reads the rows of the part and puts them in order of score. */
export async function exploreRows(
  ports: WorkPorts,
  { plan, part, dataFolder, dataset: id, seed }: ExploreOrder,
  job: Job
): Promise<Explorer> {
  const explorable = explorablePlan(plan)
  const store = await ports.openStore(dataFolder)
  try {
    const dataset = await store.open(ports.files.join(dataFolder, `${id}.duckdb`))
    const { manifest } = dataset
    const columns = await loadColumns(dataset, neededColumns(explorable, part), job)
    throwIfCancelled(job)
    const explorer = explorerOf({
      plan: explorable,
      seed,
      part,
      dataset: manifest.id,
      inputs: manifest.files.map((file) => file.sha256),
      rows: manifest.rows,
      columns,
      requests: [],
      kernels: ports.kernels,
      checkpoint: checkpoint(job, 'Sorting scores')
    })
    return { ...explorer, overview: { ...explorer.overview, crossings: crossingsOf(plan) } }
  } finally {
    await store.close()
  }
}
