import type { DuckDBConnection } from '@duckdb/node-api'
import { queryAll } from '../../store/open-duckdb'
import { byUtf8 } from './by-utf8'
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
/** Up to so many cells, one pass over texts beats a query a column. */
const FEW_CELLS = 2_000_000
const WIDTH = 100

export async function profileColumns(connection: DuckDBConnection, columns: readonly Inferred[], rows: number): Promise<ColumnFacts[]> {
  const basics = await scanAll(connection, columns)
  const byText = rows * columns.length <= FEW_CELLS
  const distinct = byText ? await distinctByText(connection, columns.length) : []
  for (let i = distinct.length; i < columns.length; i++)
    distinct.push(knownDistinct(columns[i] as Inferred) ?? (await distinctByQuery(connection, i, columns[i] as Inferred, rows)))
  return basics.map((basic, i) => ({ ...basic, ...(distinct[i] as Distinct) }))
}

type Basics = Pick<ColumnFacts, 'missing' | 'low' | 'high'>
type Distinct = Pick<ColumnFacts, 'distinct' | 'distinctAtLeast' | 'values'>

async function scanAll(connection: DuckDBConnection, columns: readonly Inferred[]): Promise<Basics[]> {
  const found: Basics[] = []
  for (let from = 0; from < columns.length; from += WIDTH) {
    const expressions = columns.slice(from, from + WIDTH).map((column, offset) => scanned(column, from + offset))
    const [row = {}] = await queryAll(connection, `SELECT ${expressions.join(', ')} FROM rows`)
    for (let i = from; i < from + expressions.length; i++) {
      found.push({
        missing: row[`m${i}`] as number,
        low: (row[`l${i}`] as number | null) ?? undefined,
        high: (row[`h${i}`] as number | null) ?? undefined
      })
    }
  }
  return found
}

function scanned({ physical }: Inferred, i: number): string {
  const present = physical === 'DOUBLE' ? `count(c${i}) FILTER (NOT isnan(c${i}))` : `count(c${i})`
  const [low, high] = physical === 'BIGINT' || physical === 'DOUBLE' ? [`min(c${i})`, `max(c${i})`] : ['NULL', 'NULL']
  return `(count(*) - ${present})::DOUBLE AS m${i}, ${low}::DOUBLE AS l${i}, ${high}::DOUBLE AS h${i}`
}

async function distinctByText(connection: DuckDBConnection, width: number): Promise<Distinct[]> {
  const found = Array.from({ length: width }, () => new Set<string>())
  const result = await connection.stream(`SELECT COLUMNS(*)::VARCHAR FROM rows`)
  for (let chunk = await result.fetchChunk(); chunk !== null && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
    for (const [i, values] of found.entries()) {
      const vector = chunk.getColumnVector(i)
      for (let row = 0; row < chunk.rowCount; row++) {
        const value = vector.getItem(row) as string | null
        if (value !== null) values.add(value)
      }
    }
  }
  return found.map((values) => ({
    distinct: values.size,
    distinctAtLeast: false,
    values: values.size <= FEW ? [...values].sort(byUtf8) : undefined
  }))
}

function knownDistinct({ values }: Inferred): Distinct | undefined {
  return values && { distinct: values.length, distinctAtLeast: false, values: values.length <= FEW ? [...values] : undefined }
}

async function distinctByQuery(connection: DuckDBConnection, i: number, { physical }: Inferred, rows: number): Promise<Distinct> {
  const head = await countDistinct(connection, i, `(SELECT c${i} FROM rows WHERE rowid < ${DISTINCT_PREFIX})`)
  if (rows > DISTINCT_PREFIX && head > EXACT_DISTINCT) return { distinct: head, distinctAtLeast: true, values: undefined }
  const distinct = rows > DISTINCT_PREFIX ? await countDistinct(connection, i, 'rows') : head
  return { distinct, distinctAtLeast: false, values: distinct <= FEW ? await fewValues(connection, i, physical) : undefined }
}

async function countDistinct(connection: DuckDBConnection, i: number, from: string): Promise<number> {
  const [row] = await queryAll(connection, `SELECT count(DISTINCT c${i})::DOUBLE AS n FROM ${from}`)
  return row?.['n'] as number
}

/** Decimals are told apart as texts: 0 and −0 are equal as numbers. */
async function fewValues(connection: DuckDBConnection, i: number, physical: Inferred['physical']): Promise<string[]> {
  const value = physical === 'DOUBLE' ? `c${i}::VARCHAR` : `c${i}`
  const rows = await queryAll(
    connection,
    `SELECT d::VARCHAR AS v FROM (SELECT DISTINCT ${value} AS d FROM rows WHERE c${i} IS NOT NULL) ORDER BY v`
  )
  return rows.map((row) => row['v'] as string)
}
