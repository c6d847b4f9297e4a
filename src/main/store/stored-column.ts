import type { Column } from '../../shared/model/dataset'

/** A column of the manifest and the type DuckDB keeps it in. */
export type StoredColumn = { column: Column; physical: string }
