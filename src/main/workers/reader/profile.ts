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
  const facts: ColumnFacts[] = []
  // One query a column is faster on many rows, few queries are faster on many columns.
  const width = rows > DISTINCT_PREFIX ? 1 : 100
  const [scan = {}] = rows > DISTINCT_PREFIX ? await queryAll(connection, `SELECT ${columns.map(scanned).join(', ')} FROM rows`) : []
  for (let from = 0; from < columns.length; from += width) {
    const indices = columns.slice(from, from + width).map((_, offset) => from + offset)
    const [scanOfFew = scan] = rows > DISTINCT_PREFIX ? [] : await queryAll(connection, `SELECT ${indices.map((i) => scanned(columns[i] as Inferred, i)).join(', ')} FROM rows`)
    const distinct = await distinctOf(connection, indices, rows)
    const few = await fewValues(connection, indices.filter((i) => (distinct.get(i)?.distinct ?? 0) <= FEW))
    for (const i of indices) facts.push({ ...basics(scanOfFew, i), ...(distinct.get(i) as Distinct), values: few.get(i) })
  }
  return facts
}

function scanned({ physical }: Inferred, i: number): string {
  const present = physical === 'DOUBLE' ? `count(c${i}) FILTER (NOT isnan(c${i}))` : `count(c${i})`
  const [low, high] = physical === 'BIGINT' || physical === 'DOUBLE' ? [`min(c${i})`, `max(c${i})`] : ['NULL', 'NULL']
  return `(count(*) - ${present})::DOUBLE AS m${i}, ${low}::DOUBLE AS l${i}, ${high}::DOUBLE AS h${i}`
}

function basics(row: Record<string, unknown>, i: number): Pick<ColumnFacts, 'missing' | 'low' | 'high'> {
  return { missing: row[`m${i}`] as number, low: (row[`l${i}`] as number | null) ?? undefined, high: (row[`h${i}`] as number | null) ?? undefined }
}

type Distinct = Pick<ColumnFacts, 'distinct' | 'distinctAtLeast'>

async function distinctOf(connection: DuckDBConnection, indices: readonly number[], rows: number): Promise<Map<number, Distinct>> {
  const head = await countDistinct(connection, `(SELECT ${indices.map((i) => `c${i}`).join(', ')} FROM rows WHERE rowid < ${DISTINCT_PREFIX})`, indices)
  const found = new Map<number, Distinct>()
  for (const i of indices) {
    const first = head.get(i) as number
    const many = rows > DISTINCT_PREFIX && first > EXACT_DISTINCT
    const exact = rows <= DISTINCT_PREFIX || many ? first : ((await countDistinct(connection, 'rows', [i])).get(i) as number)
    found.set(i, { distinct: exact, distinctAtLeast: many })
  }
  return found
}

async function countDistinct(connection: DuckDBConnection, from: string, indices: readonly number[]): Promise<Map<number, number>> {
  const [row = {}] = await queryAll(connection, `SELECT ${indices.map((i) => `count(DISTINCT c${i})::DOUBLE AS n${i}`).join(', ')} FROM ${from}`)
  return new Map(indices.map((i) => [i, row[`n${i}`] as number]))
}

async function fewValues(connection: DuckDBConnection, indices: readonly number[]): Promise<Map<number, string[]>> {
  if (indices.length === 0) return new Map()
  if (indices.length === 1) {
    const [i] = indices as [number]
    const rows = await queryAll(connection, `SELECT DISTINCT c${i}::VARCHAR AS v FROM rows WHERE c${i} IS NOT NULL ORDER BY v`)
    return new Map([[i, rows.map((row) => row['v'] as string)]])
  }
  const lists = indices.map((i) => `list_sort(list(DISTINCT c${i}::VARCHAR) FILTER (c${i} IS NOT NULL)) AS v${i}`)
  const [row = {}] = await queryAll(connection, `SELECT ${lists.join(', ')} FROM rows`)
  return new Map(indices.map((i) => [i, (row[`v${i}`] as string[] | null) ?? []]))
}
