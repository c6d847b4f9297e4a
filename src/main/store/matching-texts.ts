import type { DuckDBConnection } from '@duckdb/node-api'
import { storedName } from './sql'
import type { StoredColumn } from './stored-column'

/** Up to so many different texts are counted first and then looked at. */
const FEW = 65_000

/** Calls `visit` for the texts of the column that the regular expression (RE2) finds, with how many rows have it and the first of them, from 1 on. */
export async function matchingTexts(
  connection: DuckDBConnection,
  table: string,
  { column }: StoredColumn,
  pattern: string,
  visit: (text: string, rows: number, first: number) => void
): Promise<void> {
  const found = `SELECT ${storedName(column.stored)}::VARCHAR AS v, rowid AS r FROM ${table} WHERE regexp_matches(${storedName(column.stored)}::VARCHAR, $1)`
  const few = column.distinct <= FEW && column.distinctAtLeast !== true
  const sql = few
    ? `SELECT v, count(*)::DOUBLE AS n, min(r)::DOUBLE AS r FROM (${found}) GROUP BY v ORDER BY v`
    : `SELECT v, 1::DOUBLE AS n, r::DOUBLE AS r FROM (${found})`
  const result = await connection.stream(sql, [pattern])
  for (let chunk = await result.fetchChunk(); chunk !== null && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
    const [texts, rows, first] = [chunk.getColumnVector(0), chunk.getColumnVector(1), chunk.getColumnVector(2)]
    for (let i = 0; i < chunk.rowCount; i++) visit(texts.getItem(i) as string, rows.getItem(i) as number, (first.getItem(i) as number) + 1)
  }
}
