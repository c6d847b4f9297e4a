import { AssayError } from '../../shared/model/errors'
import type { Store } from '../ports/store'
import { createColumnCache } from './column-cache'
import { attachDataset } from './dataset'
import { openLocked } from './open-duckdb'

export type StoreOptions = {
  /** The project's data folder: the only place the engine's DuckDB may read. */
  folder: string
  spillFolder: string
  memoryBytes: number
  /** For columns kept in memory. */
  columnBytes: number
  threads: number
}

/** One locked-down DuckDB in memory; dataset files are attached READ_ONLY. */
export async function createStore(options: StoreOptions): Promise<Store> {
  const duck = await openLocked(':memory:', options, { folders: [options.folder] })
  const cache = createColumnCache(options.columnBytes)
  let opened = 0
  return {
    async open(file) {
      opened += 1
      try {
        return await attachDataset(duck, cache, file, `d${opened}`)
      } catch {
        throw new AssayError('import/dataset-unreadable', { file })
      }
    },
    close() {
      duck.close()
      return Promise.resolve()
    }
  }
}
