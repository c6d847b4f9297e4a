import type { DuckDBConnection } from '@duckdb/node-api'
import { queryAll } from '../../store/open-duckdb'
import type { Inferred } from './csv/infer-type'
import { DISTINCT_PREFIX, EXACT_DISTINCT } from './limits'

/**
 * What a column holds, over all rows. `distinct` is exact, or (`distinctAtLeast`) the exact count of the first rows only; `values` only where there are few,
 * sorted by UTF-8 bytes. All of it is the same in every run: DuckDB's own estimates are not.
 */
export type ColumnFacts = {
  missing: number
  distinct: number
  distinctAtLeast: boolean
  values: string[] | undefined
  low: number | undefined
  high: number | undefined
}

const FEW = 64

export async function profileColumns(connection: DuckDBConnection, columns: readonly Inferred[], rows: number): Promise<ColumnFacts[]> {
  const [row = {}] = await queryAll(connection, `SELECT ${columns.map(scanned).join(', ')} FROM rows`)
  const facts: ColumnFacts[] = []
  for (const index of columns.keys()) {
    facts.push({
      missing: row[`m${index}`] as number,
      low: (row[`l${index}`] as number | null) ?? undefined,
      high: (row[`h${index}`] as number | null) ?? undefined,
      ...(await distinctValues(connection, index, rows))
    })
  }
  return facts
}

function scanned({ physical }: Inferred, i: number): string {
  const present = physical === 'DOUBLE' ? `count(c${i}) FILTER (NOT isnan(c${i}))` : `count(c${i})`
  const [low, high] = physical === 'BIGINT' || physical === 'DOUBLE' ? [`min(c${i})`, `max(c${i})`] : ['NULL', 'NULL']
  return `(count(*) - ${present})::DOUBLE AS m${i}, ${low}::DOUBLE AS l${i}, ${high}::DOUBLE AS h${i}`
}

async function distinctValues(connection: DuckDBConnection, index: number, rows: number): Promise<Pick<ColumnFacts, 'distinct' | 'distinctAtLeast' | 'values'>> {
  const head = await countDistinct(connection, `(SELECT c${index} FROM rows WHERE rowid < ${DISTINCT_PREFIX})`, index)
  if (rows > DISTINCT_PREFIX && head > EXACT_DISTINCT) return { distinct: head, distinctAtLeast: true, values: undefined }
  const distinct = rows > DISTINCT_PREFIX ? await countDistinct(connection, 'rows', index) : head
  return { distinct, distinctAtLeast: false, values: distinct <= FEW ? await fewValues(connection, index) : undefined }
}

async function fewValues(connection: DuckDBConnection, index: number): Promise<string[]> {
  const rows = await queryAll(connection, `SELECT DISTINCT c${index}::VARCHAR AS v FROM rows WHERE c${index} IS NOT NULL ORDER BY v`)
  return rows.map((row) => row['v'] as string)
}

async function countDistinct(connection: DuckDBConnection, from: string, index: number): Promise<number> {
  const [row] = await queryAll(connection, `SELECT count(DISTINCT c${index})::DOUBLE AS n FROM ${from}`)
  return row?.['n'] as number
}
