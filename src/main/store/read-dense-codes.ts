import type { DuckDBConnection } from '@duckdb/node-api'
import type { CodeColumn } from '../ports/store'
import { queryAll } from './open-duckdb'
import { storedName } from './sql'
import type { StoredColumn } from './stored-column'
import { shared, type ColumnReading } from './stream-vector'

const WIDEST = 65_000

/** Codes of whole numbers, days or booleans that lie close together, by offset from the least: no text a row. Undefined where they lie too far apart. */
export async function readDenseCodes(
  connection: DuckDBConnection,
  table: string,
  column: StoredColumn
): Promise<ColumnReading<CodeColumn> | undefined> {
  const name = storedName(column.column.stored)
  const integer = INTEGER_OF[column.physical]?.(name)
  if (integer === undefined) return undefined
  const [range] = await queryAll(
    connection,
    `SELECT min(${integer})::VARCHAR AS low, (max(${integer})::DOUBLE - min(${integer})::DOUBLE) AS width FROM ${table}`
  )
  const { low, width } = range as { low: string | null; width: number | null }
  if (low === null || width === null || width > WIDEST) return undefined
  const offset = `${integer} - ${BigInt(low)}`
  const found = await queryAll(
    connection,
    `SELECT ${name}::VARCHAR AS value, (any_value(${offset}))::DOUBLE AS at FROM ${table} WHERE ${name} IS NOT NULL GROUP BY ${name} ORDER BY value`
  )
  const values = found.map((row) => row['value'] as string)
  const codeAt = new Uint16Array(WIDEST + 2)
  found.forEach((row, index) => (codeAt[(row['at'] as number) + 1] = index + 1))
  return {
    expression: `coalesce(${offset} + 1, 0)::USMALLINT`,
    room: (rows) => {
      const offsets = new Uint16Array(rows)
      const codes = values.length < 0x100 ? new Uint8Array(shared(rows), 0, rows) : new Uint16Array(shared(rows * 2), 0, rows)
      return {
        target: offsets,
        read: (filled) => {
          for (let row = 0; row < filled; row++) codes[row] = codeAt[offsets[row] as number] as number
          return { codes: codes.subarray(0, filled), values }
        }
      }
    }
  }
}

const INTEGER_OF: Record<string, (name: string) => string> = {
  BIGINT: (name) => name,
  BOOLEAN: (name) => `${name}::BIGINT`,
  DATE: (name) => `(CASE WHEN isfinite(${name}) THEN ${name} END - DATE '1970-01-01')`
}
