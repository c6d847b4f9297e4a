import type { DuckDBConnection } from '@duckdb/node-api'
import { queryAll } from '../../../store/open-duckdb'
import { quotedString } from '../../../store/sql'
import { ISO_DATE, ISO_TIME, type Inferred } from '../csv/infer-type'

/** So many rows of the first file say which columns are worth a look at all rows. */
const HEAD = 1000

const KINDS = [
  { physical: 'DATE', pattern: ISO_DATE, reason: 'dates written year-month-day, stored as text' },
  { physical: 'TIMESTAMP', pattern: ISO_TIME, reason: 'ISO 8601 timestamps, stored as text' }
] as const

/** Text columns (0-based) in which every value of every file is an ISO 8601 date, or every one a time; markers of missing values are none. */
export async function isoTimes(
  connection: DuckDBConnection,
  paths: readonly string[],
  texts: readonly number[],
  width: number,
  missing: readonly string[]
): Promise<Map<number, Inferred>> {
  const names = Array.from({ length: width }, (_, i) => `c${i}`).join(', ')
  const from = (path: string): string => `read_parquet(${quotedString(path)}) AS t(${names})`
  const absent = missing.length === 0 ? '' : `AND v NOT IN (${missing.map(quotedString).join(',')})`
  const fits = async (column: number, { physical, pattern }: (typeof KINDS)[number], rows: string): Promise<boolean | null> => {
    const is = `regexp_full_match(v, ${quotedString(pattern.source)}) AND TRY_CAST(v AS ${physical}) IS NOT NULL`
    const values = `SELECT c${column}::VARCHAR AS v FROM ${rows}`
    const [row] = await queryAll(connection, `SELECT bool_and(${is}) AS all_fit FROM (${values}) WHERE v IS NOT NULL ${absent}`)
    return (row?.['all_fit'] ?? null) as boolean | null
  }
  const found = new Map<number, Inferred>()
  for (const column of texts) {
    for (const kind of KINDS) {
      const head = `(SELECT c${column} FROM ${from(paths[0] as string)} LIMIT ${HEAD})`
      if ((await fits(column, kind, head)) !== true) continue
      const all: (boolean | null)[] = []
      for (const path of paths) all.push(await fits(column, kind, from(path)))
      if (all.every((fit) => fit !== false)) found.set(column, { physical: kind.physical, reason: kind.reason })
    }
  }
  return found
}
