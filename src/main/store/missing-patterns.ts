import type { DuckDBConnection } from '@duckdb/node-api'
import type { MissingPatterns } from '../ports/store'
import { queryAll } from './open-duckdb'
import { storedName } from './sql'
import type { StoredColumn } from './stored-column'

const MOST = 1000

/** Counts rows by which of the columns have no value; only whole numbers and ones and noughts come back. */
export async function missingPatterns(
  connection: DuckDBConnection,
  table: string,
  columns: readonly StoredColumn[]
): Promise<MissingPatterns> {
  const key =
    columns.length === 0 ? "''" : `concat(${columns.map((column) => `CASE WHEN ${isMissing(column)} THEN '1' ELSE '0' END`).join(', ')})`
  const counted = `SELECT key, count(*)::DOUBLE AS n FROM (SELECT ${key} AS key FROM ${table}) GROUP BY key`
  const [all] = await queryAll(connection, `SELECT count(*)::DOUBLE AS patterns, coalesce(sum(n), 0)::DOUBLE AS total FROM (${counted})`)
  const found = await queryAll(
    connection,
    `SELECT key, n FROM (${counted}) ORDER BY key NOT LIKE '%1%' DESC, n DESC, key DESC LIMIT ${MOST}`
  )
  const patterns = found.map((row) => ({
    missing: [...(row['key'] as string)].flatMap((digit, i) => (digit === '1' ? [i] : [])),
    rows: row['n'] as number
  }))
  const told = patterns.reduce((total, { rows }) => total + rows, 0)
  return { patterns, others: { patterns: (all?.['patterns'] as number) - patterns.length, rows: (all?.['total'] as number) - told } }
}

/** As `readNumbers` and `readCodes` see it. */
function isMissing({ column, physical }: StoredColumn): string {
  const name = storedName(column.stored)
  if (physical === 'DOUBLE') return `(${name} IS NULL OR isnan(${name}))`
  if (physical === 'DATE' || physical === 'TIMESTAMP') return `(${name} IS NULL OR NOT isfinite(${name}))`
  return `${name} IS NULL`
}
