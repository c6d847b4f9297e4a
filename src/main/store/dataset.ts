import type { DuckDBConnection } from '@duckdb/node-api'
import type { DatasetManifest } from '../../shared/model/dataset'
import type { CodeColumn, Dataset, NumberColumn } from '../ports/store'
import type { ColumnCache } from './column-cache'
import { readManifest } from './manifest-table'
import { interruptible, queryAll, type Duck } from './open-duckdb'
import { readCodes } from './read-codes'
import { readNumbers } from './read-numbers'
import { quotedString } from './sql'
import type { StoredColumn } from './stored-column'

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
  const read = <T>(signal: AbortSignal, work: (connection: DuckDBConnection) => Promise<T>): Promise<T> =>
    withConnection(duck, (connection) => interruptible(connection, signal, () => work(connection)))

  return {
    manifest,
    codes: (stored, signal) =>
      cache.get(
        `${name}/${stored}/codes`,
        () => read(signal, (c) => readCodes(c, table, columnOf(stored), manifest.rows, `e_${name}_${stored}`)),
        codeBytes
      ),
    numbers: (stored, signal) =>
      cache.get(
        `${name}/${stored}/numbers`,
        () => read(signal, (c) => readNumbers(c, table, columnOf(stored), manifest.rows)),
        numberBytes
      ),
    async close() {
      cache.forget(`${name}/`)
      await withConnection(duck, (connection) => connection.run(`DETACH ${name}`))
    }
  }
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

const codeBytes = ({ codes, values }: CodeColumn): number => values.reduce((sum, value) => sum + 2 * value.length + 16, codes.byteLength)
const numberBytes = ({ numbers }: NumberColumn): number => numbers.byteLength
