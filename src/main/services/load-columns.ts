import type { DatasetManifest } from '../../shared/model/dataset'
import { AssayError } from '../../shared/model/errors'
import type { ColumnNeed, LoadedColumn } from '../core/assessment'
import { maskedValues } from '../core/columns/personal/mask'
import type { Dataset } from '../ports/store'
import { cancellable, throwIfCancelled, type Job } from './job'

/** The columns an assessment needs, by header, in memory. */
export async function loadColumns(dataset: Dataset, needs: readonly ColumnNeed[], job: Job): Promise<Map<string, LoadedColumn>> {
  job.progress({ phase: 'Reading columns', fraction: null })
  return cancellable(job, async () => {
    await prefetchColumns(dataset, needs, job)
    const loaded = new Map<string, LoadedColumn>()
    for (const need of needs) {
      throwIfCancelled(job)
      loaded.set(need.name, await loadColumn(dataset, need, job.signal))
    }
    return loaded
  })
}

/** Reads columns in as few scans as the store can, and keeps them as long as it does. */
export const prefetchColumns = (dataset: Dataset, needs: readonly ColumnNeed[], { signal }: Job): Promise<void> =>
  dataset.prefetch(
    needs.map(({ name, as }) => ({ stored: columnNamed(dataset.manifest, name).stored, as })),
    signal
  )

/**
 * One column, by header, in memory as long as the store keeps it. Values that are personal by their form are masked here, before any assessment sees
 * them, so that no export can hold them.
 */
export async function loadColumn(dataset: Dataset, need: ColumnNeed, signal: AbortSignal): Promise<LoadedColumn> {
  const column = columnNamed(dataset.manifest, need.name)
  if (need.as === 'numbers') return { column, ...(await dataset.numbers(column.stored, signal)) }
  const { codes, values } = await dataset.codes(column.stored, signal)
  const staysInside = need.distinctOnly === true || need.unmasked === true
  return { column, codes, values: staysInside ? values : maskedValues(values) }
}

function columnNamed(manifest: DatasetManifest, name: string): DatasetManifest['columns'][number] {
  const column = manifest.columns.find((candidate) => candidate.name === name)
  if (column === undefined)
    throw new AssayError('plan/unknown-column', { column: name, where: 'columns', known: manifest.columns.map((c) => c.name).join(', ') })
  return column
}
