import type { DuckDBConnection } from '@duckdb/node-api'
import type { CodeColumn } from '../ports/store'
import { queryAll } from './open-duckdb'
import { readDenseCodes } from './read-dense-codes'
import { storedName } from './sql'
import type { StoredColumn } from './stored-column'
import { shared, streamInto } from './stream-vector'

/** Codes in import order; 0 is missing, k stands for values[k − 1]; values sort by UTF-8 bytes (DuckDB's binary collation). */
export async function readCodes(connection: DuckDBConnection, table: string, column: StoredColumn, rows: number, name: string): Promise<CodeColumn> {
  const dense = await readDenseCodes(connection, table, column, rows)
  if (dense !== undefined) return dense
  const text = asText(column)
  await connection.run(`CREATE OR REPLACE TEMP TYPE ${name} AS ENUM (SELECT DISTINCT ${text} AS v FROM ${table} WHERE ${text} IS NOT NULL ORDER BY v)`)
  const values = (await queryAll(connection, `SELECT unnest(enum_range(NULL::${name}))::VARCHAR AS v`)).map((row) => row['v'] as string)
  const codes = codesFor(values.length, rows)
  const width = { 1: 'UTINYINT', 2: 'USMALLINT', 4: 'UINTEGER' }[codes.BYTES_PER_ELEMENT]
  await streamInto(connection, `SELECT coalesce(enum_code(${text}::${name})::UINTEGER + 1, 0)::${width} FROM ${table}`, codes)
  await connection.run(`DROP TYPE ${name}`)
  return { codes, values }
}

function asText({ column, physical }: StoredColumn): string {
  const name = storedName(column.stored)
  return physical === 'VARCHAR' ? name : `${name}::VARCHAR`
}

function codesFor(distinct: number, rows: number): CodeColumn['codes'] {
  if (distinct < 0x100) return new Uint8Array(shared(rows), 0, rows)
  if (distinct < 0x10000) return new Uint16Array(shared(rows * 2), 0, rows)
  return new Uint32Array(shared(rows * 4), 0, rows)
}
