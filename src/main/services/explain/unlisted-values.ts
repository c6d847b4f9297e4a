import type { BoundFeature } from '../../core/models/bind-features'
import type { Dataset } from '../../ports/store'
import type { Job } from '../job'
import { featureRows } from './feature-rows'

/** Rows of some files with a value that the list given for a feature does not name. */
export type Unlisted = { feature: string; rows: number; of: number; named: string }

const ROWS_AT_ONCE = 65_536

/** How many rows have such values; the model reads each as −1. Features without any are left out. */
export async function unlistedValues(
  dataset: Dataset,
  bound: readonly BoundFeature[],
  categories: Readonly<Record<string, readonly string[]>>,
  named: string,
  job: Job
): Promise<Unlisted[]> {
  const listed = bound.filter(({ feature, hashed }) => Object.hasOwn(categories, feature) && !hashed)
  if (listed.length === 0) return []
  const counts = listed.map(() => 0)
  for await (const { columns } of featureRows(dataset, listed, job).blocks(ROWS_AT_ONCE))
    for (const [j, column] of columns.entries()) for (const place of column) if (place === -1) counts[j]!++
  const of = dataset.manifest.rows
  return listed.map(({ feature }, j) => ({ feature, rows: counts[j]!, of, named })).filter(({ rows }) => rows > 0)
}
