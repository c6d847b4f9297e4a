import type { DuckDBConnection } from '@duckdb/node-api'
import type { RepeatedRows, SharedRows } from '../ports/store'
import { queryAll } from './open-duckdb'

const FIRST = 20

const named = (keys: readonly string[]): string => keys.map((key, i) => `${key} AS k${i}`).join(', ')
const names = (keys: readonly string[]): string => keys.map((_, i) => `k${i}`).join(', ')

/**
 * Rows equal to an earlier one in all keys. Hashes find the few candidates, the keys themselves decide. `first` leaves out those that equal an earlier
 * one in all keys of `besides` too.
 */
export async function repeatedRows(
  connection: DuckDBConnection,
  table: string,
  keys: readonly string[],
  besides: readonly string[] = []
): Promise<RepeatedRows> {
  const equal = besides.map((_, i) => `b${i}`)
  const hashed = `SELECT ${[named(keys), ...besides.map((key, i) => `${key} AS b${i}`)].join(', ')}, rowid AS r, hash(${keys.join(', ')}) AS h FROM ${table}`
  const candidates = `SELECT * FROM (${hashed}) WHERE h IN (SELECT h FROM (SELECT hash(${keys.join(', ')}) AS h FROM ${table}) GROUP BY h HAVING count(*) > 1)`
  const earliestEqual = equal.length === 0 ? 'r' : `min(r) OVER (PARTITION BY ${equal.join(', ')})`
  const sets = `SELECT count(*) AS n FROM (${candidates}) GROUP BY ${names(keys)} HAVING count(*) > 1`
  const [found = {}] = await queryAll(
    connection,
    `SELECT count(*)::DOUBLE AS sets, coalesce(sum(n - 1), 0)::DOUBLE AS repeated, coalesce(max(n), 0)::DOUBLE AS largest FROM (${sets})`
  )
  const repeated = found['repeated'] as number
  const first =
    repeated === 0
      ? []
      : await queryAll(
          connection,
          `SELECT r::DOUBLE AS r FROM (SELECT r, min(r) OVER (PARTITION BY ${names(keys)}) AS earliest, ${earliestEqual} AS equal FROM (${candidates})) WHERE r > earliest AND r = equal ORDER BY r LIMIT ${FIRST}`
        )
  return { repeated, sets: found['sets'] as number, largest: found['largest'] as number, first: first.map(rowNumber) }
}

/** Rows whose keys some row of the other table has. */
export async function sharedRows(
  connection: DuckDBConnection,
  own: { table: string; keys: readonly string[] },
  other: { table: string; keys: readonly string[] }
): Promise<SharedRows> {
  const side = ({ table, keys }: typeof own): string => `SELECT ${named(keys)}, rowid AS r, hash(${keys.join(', ')}) AS h FROM ${table}`
  const alike = own.keys.map((_, i) => `a.k${i} IS NOT DISTINCT FROM b.k${i}`).join(' AND ')
  const found = `SELECT a.r FROM (${side(own)}) a SEMI JOIN (${side(other)}) b ON a.h = b.h AND ${alike}`
  const [counted = {}] = await queryAll(connection, `SELECT count(*)::DOUBLE AS rows FROM (${found})`)
  const first = await queryAll(connection, `SELECT r::DOUBLE AS r FROM (${found}) ORDER BY r LIMIT ${FIRST}`)
  return { rows: counted['rows'] as number, first: first.map(rowNumber) }
}

/** From 1 on, in import order. */
const rowNumber = (row: Record<string, unknown>): number => (row['r'] as number) + 1
