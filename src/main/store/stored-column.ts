import type { Column } from '../../shared/model/dataset'

/** A column of the manifest and the type DuckDB keeps it in. */
export type StoredColumn = { column: Column; physical: string }

/** Text with few values, stored as codes: the type is ENUM('…', …). */
export const isEnum = (physical: string): boolean => physical.startsWith('ENUM(')
