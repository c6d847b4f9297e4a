import type { DuckDBConnection } from '@duckdb/node-api'
import { queryAll } from '../../../store/open-duckdb'
import { quotedString } from '../../../store/sql'
import { byUtf8 } from '../by-utf8'
import { DISTINCT_PREFIX, FEWEST_ROWS_TO_CODE, LONGEST_CODED_TEXT, MOST_CODED_TEXTS } from '../limits'

/**
 * The values of text columns (0-based) that have few of them in all files together, sorted by UTF-8 bytes; markers of missing values are none.
 * Such a column is stored as codes: that costs a quarter of storing its texts. The first file's first rows say which columns are worth a look.
 */
export async function fewTexts(
  connection: DuckDBConnection,
  paths: readonly string[],
  texts: readonly number[],
  width: number,
  rows: number,
  missing: readonly string[]
): Promise<Map<number, string[]>> {
  if (rows < FEWEST_ROWS_TO_CODE) return new Map()
  const names = Array.from({ length: width }, (_, i) => `c${i}`).join(', ')
  const from = (path: string): string => `read_parquet(${quotedString(path)}) AS t(${names})`
  const candidates = await fewInHead(connection, from(paths[0] as string), texts)
  const absent = new Set(missing)
  const found = new Map<number, string[]>()
  for (const column of candidates) {
    const values = new Set<string>()
    for (const path of paths) {
      for (const value of await distinctOf(connection, from(path), column, MOST_CODED_TEXTS + absent.size + 1))
        if (!absent.has(value)) values.add(value)
    }
    if (values.size > 0 && values.size <= MOST_CODED_TEXTS && [...values].every(isShort)) found.set(column, [...values].sort(byUtf8))
  }
  return found
}

const isShort = (value: string): boolean => value.length <= LONGEST_CODED_TEXT && !value.includes('\0')

async function fewInHead(connection: DuckDBConnection, from: string, texts: readonly number[]): Promise<number[]> {
  const candidates: number[] = []
  for (const column of texts) {
    const [row] = await queryAll(
      connection,
      `SELECT count(DISTINCT c${column})::DOUBLE AS n FROM (SELECT c${column} FROM ${from} LIMIT ${DISTINCT_PREFIX})`
    )
    if ((row?.['n'] as number) <= MOST_CODED_TEXTS) candidates.push(column)
  }
  return candidates
}

async function distinctOf(connection: DuckDBConnection, from: string, column: number, most: number): Promise<string[]> {
  const rows = await queryAll(connection, `SELECT DISTINCT c${column} AS v FROM ${from} WHERE c${column} IS NOT NULL LIMIT ${most}`)
  return rows.map((row) => row['v'] as string)
}
