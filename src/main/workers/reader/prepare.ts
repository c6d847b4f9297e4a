import type { Reading } from '../../../shared/model/dataset'
import type { ImportContext } from './context'
import { prepareCsv } from './csv/prepare-csv'
import type { Prepared } from './format'
import type { Source } from './open-source'

/** Finds out what the files are, makes plain what must be made plain, and plans how to read them. */
export async function prepare(_context: ImportContext, sources: readonly Source[], said: Reading): Promise<Prepared> {
  return prepareCsv(sources, said)
}
