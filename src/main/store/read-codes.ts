import type { DuckDBConnection } from '@duckdb/node-api'
import type { CodeColumn } from '../ports/store'
import { queryAll } from './open-duckdb'
import { readDenseCodes } from './read-dense-codes'
import { storedName } from './sql'
import { isEnum, type StoredColumn } from './stored-column'
import { shared, type ColumnReading, type ColumnRoom } from './stream-vector'

/** How a column is read as codes in import order; 0 is missing, k stands for values[k − 1]; values sort by UTF-8 bytes (DuckDB's binary collation). */
export async function readCodes(
  connection: DuckDBConnection,
  table: string,
  column: StoredColumn,
  name: string
): Promise<ColumnReading<CodeColumn>> {
  if (isEnum(column.physical)) return readEnumCodes(connection, table, column)
  const dense = await readDenseCodes(connection, table, column)
  if (dense !== undefined) return dense
  const text = asText(column)
  await connection.run(
    `CREATE OR REPLACE TEMP TYPE ${name} AS ENUM (SELECT DISTINCT ${text} AS v FROM ${table} WHERE ${text} IS NOT NULL ORDER BY v)`
  )
  const values = (await queryAll(connection, `SELECT unnest(enum_range(NULL::${name}))::VARCHAR AS v`)).map((row) => row['v'] as string)
  const width = { 1: 'UTINYINT', 2: 'USMALLINT', 4: 'UINTEGER' }[codesFor(values.length, 0).BYTES_PER_ELEMENT]
  return {
    expression: `coalesce(enum_code(${text}::${name})::UINTEGER + 1, 0)::${width}`,
    room: (rows) => roomFor(codesFor(values.length, rows), values)
  }
}

const roomFor = (codes: CodeColumn['codes'], values: readonly string[]): ColumnRoom<CodeColumn> => ({
  target: codes,
  read: (filled) => ({ codes: codes.subarray(0, filled), values })
})

/** The import stored codes already: every value occurs, in the order of UTF-8 bytes. */
async function readEnumCodes(connection: DuckDBConnection, table: string, { column }: StoredColumn): Promise<ColumnReading<CodeColumn>> {
  const name = storedName(column.stored)
  const found = await queryAll(connection, `SELECT unnest(enum_range(v))::VARCHAR AS v FROM (SELECT ${name} AS v FROM ${table} LIMIT 1)`)
  const values = found.map((row) => row['v'] as string)
  if (values.length >= 0x100) throw new Error('more stored codes than a byte holds')
  return {
    expression: `coalesce(enum_code(${name})::UTINYINT + 1::UTINYINT, 0)::UTINYINT`,
    room: (rows) => roomFor(new Uint8Array(shared(rows), 0, rows), values)
  }
}

/** Whole numbers read alike whether they are stored as such or as doubles: 1, not 1.0. */
function asText({ column, physical }: StoredColumn): string {
  const name = storedName(column.stored)
  if (physical === 'DOUBLE') return `regexp_replace(${name}::VARCHAR, '\\.0$', '')`
  return physical === 'VARCHAR' ? name : `${name}::VARCHAR`
}

function codesFor(distinct: number, rows: number): CodeColumn['codes'] {
  if (distinct < 0x100) return new Uint8Array(shared(rows), 0, rows)
  if (distinct < 0x10000) return new Uint16Array(shared(rows * 2), 0, rows)
  return new Uint32Array(shared(rows * 4), 0, rows)
}
