import type { DuckDBConnection } from '@duckdb/node-api'
import type { DatasetManifest } from '../../shared/model/dataset'
import type { CodeColumn, Dataset, NumberColumn, RowKey, StoredNeed } from '../ports/store'
import type { ColumnCache } from './column-cache'
import { matchingTexts } from './matching-texts'
import { missingPatterns } from './missing-patterns'
import { readManifest } from './manifest-table'
import { interruptible, queryAll, type Duck } from './open-duckdb'
import { readCodes } from './read-codes'
import { readNumbers } from './read-numbers'
import { repeatedRows, sharedRows } from './repeated-rows'
import { keyExpression } from './row-keys'
import { quotedString } from './sql'
import type { StoredColumn } from './stored-column'
import { streamBlocks, type ColumnReading } from './stream-vector'

type Loaded = CodeColumn | NumberColumn

/** Columns read at once: a pass costs as much as its chunks, and each column its memory. */
const COLUMNS_A_PASS = 8

/** The table behind each open dataset, for questions about two of them. */
const keyedTables = new WeakMap<Dataset, { table: string; expressions: (keys: readonly RowKey[]) => string[] }>()

/** `name` is a fresh, generated catalog name. */
export async function attachDataset(duck: Duck, cache: ColumnCache, file: string, name: string): Promise<Dataset> {
  const { manifest, columns } = await withConnection(duck, async (connection) => {
    await connection.run(`ATTACH ${quotedString(file)} AS ${name} (READ_ONLY)`)
    const manifest = await readManifest(connection, name)
    return { manifest, columns: await storedColumns(connection, name, manifest) }
  })
  const table = `${name}.main.rows`
  const columnOf = (stored: string): StoredColumn => {
    const column = columns.get(stored)
    if (column === undefined) throw new Error(`no column ${stored}`)
    return column
  }
  const readingOf = (connection: DuckDBConnection, { stored, as }: StoredNeed): Promise<ColumnReading<Loaded>> | ColumnReading<Loaded> =>
    as === 'codes' ? readCodes(connection, table, columnOf(stored), `e_${name}_${stored}`) : readNumbers(columnOf(stored))
  async function* blocks(needs: readonly StoredNeed[], most: number, signal: AbortSignal): AsyncGenerator<Loaded[], void, void> {
    const connection = await duck.connect()
    try {
      const readings: ColumnReading<Loaded>[] = []
      for (const need of needs) readings.push(await interruptible(connection, signal, async () => readingOf(connection, need)))
      const stream = streamBlocks(connection, table, readings, { rows: manifest.rows, most })
      const next = (): Promise<IteratorResult<Loaded[], void>> => interruptible(connection, signal, () => stream.next())
      for (let block = await next(); block.done !== true; block = await next()) yield block.value
    } finally {
      connection.closeSync()
    }
  }
  const ask = <T>(signal: AbortSignal, work: (connection: DuckDBConnection) => Promise<T>): Promise<T> =>
    withConnection(duck, (connection) => interruptible(connection, signal, () => work(connection)))
  const read = async (needs: readonly StoredNeed[], signal: AbortSignal): Promise<Loaded[]> => {
    let loaded: Loaded[] = []
    for await (const block of blocks(needs, Math.max(1, manifest.rows), signal)) loaded = block
    return loaded
  }
  const keyOf = ({ stored, as }: StoredNeed): string => `${name}/${stored}/${as}`
  const one = async (need: StoredNeed, signal: AbortSignal): Promise<Loaded> =>
    cache.get(keyOf(need), async () => (await read([need], signal))[0] as Loaded, bytesOf)

  const expressions = (keys: readonly RowKey[]): string[] => keys.map(({ stored, as }) => keyExpression(columnOf(stored), as))

  const dataset: Dataset = {
    manifest,
    async prefetch(needs, signal) {
      const missing = [...new Map(needs.map((need) => [keyOf(need), need])).values()].filter((need) => !cache.has(keyOf(need)))
      for (let from = 0; from < missing.length; from += COLUMNS_A_PASS) {
        const batch = missing.slice(from, from + COLUMNS_A_PASS)
        const loaded = await read(batch, signal)
        for (const [index, need] of batch.entries()) await cache.get(keyOf(need), () => Promise.resolve(loaded[index] as Loaded), bytesOf)
      }
    },
    blocks,
    codes: async (stored, signal) => (await one({ stored, as: 'codes' }, signal)) as CodeColumn,
    numbers: async (stored, signal) => (await one({ stored, as: 'numbers' }, signal)) as NumberColumn,
    missingPatterns: (stored, signal) => ask(signal, (connection) => missingPatterns(connection, table, stored.map(columnOf))),
    repeatedRows: (keys, signal, besides = []) =>
      ask(signal, (connection) => repeatedRows(connection, table, expressions(keys), expressions(besides))),
    sharedRows: (keys, other, otherKeys, signal) => {
      const theirs = keyedTables.get(other)
      if (theirs === undefined) throw new Error('a dataset of another store')
      return ask(signal, (connection) =>
        sharedRows(connection, { table, keys: expressions(keys) }, { table: theirs.table, keys: theirs.expressions(otherKeys) })
      )
    },
    matchingTexts: (stored, pattern, signal, visit) =>
      ask(signal, (connection) => matchingTexts(connection, table, columnOf(stored), pattern, visit)),
    async close() {
      cache.forget(`${name}/`)
      await withConnection(duck, (connection) => connection.run(`DETACH ${name}`))
    }
  }
  keyedTables.set(dataset, { table, expressions })
  return dataset
}

async function storedColumns(
  connection: DuckDBConnection,
  database: string,
  manifest: DatasetManifest
): Promise<Map<string, StoredColumn>> {
  const found = await queryAll(
    connection,
    "SELECT column_name AS stored, data_type AS physical FROM duckdb_columns() WHERE database_name = $1 AND table_name = 'rows'",
    [database]
  )
  const physical = new Map(found.map((row) => [row['stored'] as string, row['physical'] as string]))
  return new Map(
    manifest.columns.map((column) => {
      const type = physical.get(column.stored)
      if (type === undefined) throw new Error('the manifest names a column that the table lacks')
      return [column.stored, { column, physical: type }]
    })
  )
}

async function withConnection<T>(duck: Duck, work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
  const connection = await duck.connect()
  try {
    return await work(connection)
  } finally {
    connection.closeSync()
  }
}

const bytesOf = (column: Loaded): number =>
  'numbers' in column
    ? column.numbers.byteLength
    : column.values.reduce((sum, value) => sum + 2 * value.length + 16, column.codes.byteLength)
