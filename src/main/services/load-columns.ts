import type { Column, DatasetManifest } from '../../shared/model/dataset'
import { AssayError } from '../../shared/model/errors'
import type { ColumnNeed, LoadedColumn } from '../core/assessment'
import { oncePerList } from '../core/columns/once-per-list'
import { maskedValues } from '../core/columns/personal/mask'
import type { CodeColumn, Dataset, NumberColumn } from '../ports/store'
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
  return columnReader(column, need)(await dataset[need.as](column.stored, signal))
}

/** The columns in the order of the needs, so many rows at a time; each block is good until the next. Masked as whole columns are. */
export async function* columnBlocks(
  dataset: Dataset,
  needs: readonly ColumnNeed[],
  rows: number,
  job: Job
): AsyncGenerator<LoadedColumn[], void, void> {
  const columns = needs.map(({ name }) => columnNamed(dataset.manifest, name))
  const readers = needs.map((need, i) => columnReader(columns[i]!, need))
  const stored = needs.map(({ as }, i) => ({ stored: columns[i]!.stored, as }))
  const blocks = dataset.blocks(stored, rows, job.signal)
  try {
    for (;;) {
      const block = await cancellable(job, () => blocks.next())
      if (block.done === true) return
      yield readers.map((read, i) => read(block.value[i]!))
    }
  } finally {
    await blocks.return()
  }
}

function columnReader(column: Column, need: ColumnNeed): (read: CodeColumn | NumberColumn) => LoadedColumn {
  const staysInside = need.distinctOnly === true || need.unmasked === true
  const shown = oncePerList((values) => (staysInside ? values : maskedValues(values)))
  return (read) => ('numbers' in read ? { column, ...read } : { column, codes: read.codes, values: shown(read.values) })
}

function columnNamed(manifest: DatasetManifest, name: string): Column {
  const column = manifest.columns.find((candidate) => candidate.name === name)
  if (column === undefined)
    throw new AssayError('plan/unknown-column', { column: name, where: 'columns', known: manifest.columns.map((c) => c.name).join(', ') })
  return column
}
