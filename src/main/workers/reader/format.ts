import type { DuckDBConnection } from '@duckdb/node-api'
import type { DatasetManifest } from '../../../shared/model/dataset'
import type { FileFacts, LoadedFile } from './context'
import type { Inferred } from './csv/infer-type'

/** One dataset's files, understood and ready to be read into `rows`. */
export type Prepared = {
  reading: DatasetManifest['reading']
  headers: string[]
  columns: readonly Inferred[]
  /** Files DuckDB must be allowed to open. */
  paths: readonly string[]
  /** Hashes and counts every file without its parser, in order. */
  scan(onFraction: (fraction: number) => void): Promise<FileFacts[]>
  /** Appends the rows of one file to `rows`. */
  load(connection: DuckDBConnection, file: number): Promise<LoadedFile>
  /** The same with these columns read as text. */
  widened(columns: ReadonlySet<number>): Prepared
}
