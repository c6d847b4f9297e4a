import type { DuckDBConnection } from '@duckdb/node-api'
import { queryAll } from '../../store/open-duckdb'
import type { Inferred } from './csv/infer-type'
import { EXACT_DISTINCT } from './limits'

/** What a column holds, over all rows. `values` only where there are few (≤ 64), sorted by UTF-8 bytes. */
export type ColumnFacts = { missing: number; distinct: number; distinctEstimated: boolean; values: string[] | undefined; low: number | undefined; high: number | undefined }

const FEW = 64

export async function profileColumns(connection: DuckDBConnection, columns: readonly Inferred[]): Promise<ColumnFacts[]> {
  const rough = columns.map(({ physical }, i) => {
    const present = physical === 'DOUBLE' ? `count(c${i}) FILTER (NOT isnan(c${i}))` : `count(c${i})`
    const [low, high] = physical === 'BIGINT' || physical === 'DOUBLE' ? [`min(c${i})`, `max(c${i})`] : ['NULL', 'NULL']
    return `(count(*) - ${present})::DOUBLE AS m${i}, approx_count_distinct(c${i})::DOUBLE AS d${i}, ${low}::DOUBLE AS l${i}, ${high}::DOUBLE AS h${i}`
  })
  const [row = {}] = await queryAll(connection, `SELECT ${rough.join(', ')} FROM rows`)
  const facts: ColumnFacts[] = []
  for (const i of columns.keys()) {
    const about = row[`d${i}`] as number
    const values = about <= 2 * FEW ? await fewValues(connection, i) : undefined
    const exact = values?.length ?? (about <= EXACT_DISTINCT ? await countDistinct(connection, i) : undefined)
    facts.push({
      missing: row[`m${i}`] as number,
      distinct: exact ?? about,
      distinctEstimated: exact === undefined,
      values: values !== undefined && values.length <= FEW ? values : undefined,
      low: (row[`l${i}`] as number | null) ?? undefined,
      high: (row[`h${i}`] as number | null) ?? undefined
    })
  }
  return facts
}

async function fewValues(connection: DuckDBConnection, index: number): Promise<string[]> {
  const rows = await queryAll(connection, `SELECT DISTINCT c${index}::VARCHAR AS v FROM rows WHERE c${index} IS NOT NULL ORDER BY v`)
  return rows.map((row) => row['v'] as string)
}

async function countDistinct(connection: DuckDBConnection, index: number): Promise<number> {
  const [row] = await queryAll(connection, `SELECT count(DISTINCT c${index})::DOUBLE AS n FROM rows`)
  return row?.['n'] as number
}
