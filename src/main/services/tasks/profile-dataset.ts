import type { ColumnProfile, ColumnShape } from '../../../shared/model/column-profile'
import type { Column } from '../../../shared/model/dataset'
import { howToProfile } from '../../core/profile/how-to-profile'
import { profileCodes } from '../../core/profile/profile-codes'
import { profileNumbers, type Sort } from '../../core/profile/profile-numbers'
import type { OrderOf } from '../../ports/executor'
import type { Dataset } from '../../ports/store'
import { throwIfCancelled, type Job } from '../job'
import type { WorkPorts } from './work-ports'

/** Figures of every column. */
export async function profileDataset(ports: WorkPorts, order: OrderOf<'profile'>, job: Job): Promise<ColumnProfile[]> {
  const store = await ports.openStore(order.dataFolder)
  try {
    return await profileAll(await store.open(ports.files.join(order.dataFolder, `${order.dataset}.duckdb`)), ports.sort, job)
  } finally {
    await store.close()
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
