import type { DuckDBConnection } from '@duckdb/node-api'
import type { Reading } from '../../../../shared/model/dataset'
import { AssayError } from '../../../../shared/model/errors'
import { openLocked, queryAll } from '../../../store/open-duckdb'
import { quotedString } from '../../../store/sql'
import type { ImportContext, LoadedFile } from '../context'
import type { Inferred } from '../csv/infer-type'
import { duckError } from '../duck-error'
import type { Prepared } from '../format'
import { hashSources } from '../hash-sources'
import type { Source } from '../open-source'
import { fewTexts } from './few-texts'
import { readFooter, type ParquetFooter } from './footer'
import { isoTimes } from './iso-times'
import { physicalOf, type ParquetColumn } from './physical'

/** Parquet files with the same columns; integers and decimals of one column may mix. */
export async function prepareParquet(context: ImportContext, sources: readonly Source[], said: Reading): Promise<Prepared> {
  const footers: ParquetFooter[] = []
  for (const source of sources) footers.push(await readFooter(source))
  const missing = said.missing ?? []
  const rows = footers.reduce((sum, footer) => sum + footer.rows, 0)
  const { described, few } = await describeAll(context, sources, rows, missing)
  const [first, firstFooter] = [sources[0] as Source, footers[0] as ParquetFooter]
  const columns = described.reduce((before, now, index) =>
    merged(before, now, firstFooter.headers, first.name, (sources[index] as Source).name, (footers[index] as ParquetFooter).headers)
  )
  return {
    reading: { format: 'parquet', missing },
    headers: firstFooter.headers,
    columns: columns.map(({ inferred }, index) => withValues(inferred, few.get(index))),
    paths: sources.map(({ path }) => path),
    scan: async (onFraction) => {
      const hashes = await hashSources(sources, onFraction)
      return hashes.map((sha256, index) => ({ sha256, rows: (footers[index] as ParquetFooter).rows }))
    },
    load: (connection, file) => load(connection, (sources[file] as Source).path, columns, missing),
    widened: () => {
      throw new Error('Parquet columns have their types')
    }
  }
}

const withValues = (inferred: Inferred, values: readonly string[] | undefined): Inferred =>
  values === undefined ? inferred : { ...inferred, values }

type Described = { described: ParquetColumn[][]; few: Map<number, string[]> }

async function describeAll(
  { limits, scratch }: ImportContext,
  sources: readonly Source[],
  rows: number,
  missing: readonly string[]
): Promise<Described> {
  const duck = await openLocked(':memory:', { ...limits, spillFolder: `${scratch}/spill` }, { files: sources.map(({ path }) => path) })
  const connection = await duck.connect()
  try {
    const all: ParquetColumn[][] = []
    for (const { path, name } of sources) {
      all.push(
        await describe(connection, path).catch((error: unknown) => {
          throw duckError(error, name, limits.memoryBytes)
        })
      )
    }
    const width = all[0]?.length ?? 0
    if (all.some(({ length }) => length !== width)) return { described: all, few: new Map() }
    const texts = Array.from({ length: width }, (_, index) => index).filter((index) =>
      all.every((columns) => columns[index]?.isText === true)
    )
    const paths = sources.map(({ path }) => path)
    const failed = (error: unknown): never => {
      throw duckError(error, sources[0]?.name ?? '', limits.memoryBytes)
    }
    const times = await isoTimes(connection, paths, texts, width, missing).catch(failed)
    const others = texts.filter((index) => !times.has(index))
    const few = await fewTexts(connection, paths, others, width, rows, missing).catch(failed)
    return { described: all.map((columns) => columns.map((column, index) => asTime(column, times.get(index)))), few }
  } finally {
    connection.closeSync()
    duck.close()
  }
}

const asTime = (column: ParquetColumn, time: Inferred | undefined): ParquetColumn =>
  time === undefined ? column : { inferred: time, cast: time.physical, isText: true }

async function describe(connection: DuckDBConnection, path: string): Promise<ParquetColumn[]> {
  const from = `read_parquet(${quotedString(path)})`
  const types = (await queryAll(connection, `DESCRIBE SELECT * FROM ${from}`)).map((row) => row['column_type'] as string)
  const columns: ParquetColumn[] = []
  for (const [index, type] of types.entries()) {
    const large = async (): Promise<boolean> => {
      const names = types.map((_, i) => `c${i}`).join(', ')
      const [row] = await queryAll(
        connection,
        `SELECT max(c${index}) > 9223372036854775807 OR min(c${index}) < -9223372036854775808 AS large FROM ${from} AS t(${names})`
      )
      return row?.['large'] === true
    }
    columns.push(await physicalOf(type, large))
  }
  return columns
}

function merged(
  before: ParquetColumn[],
  now: ParquetColumn[],
  names: readonly string[],
  first: string,
  file: string,
  found: readonly string[]
): ParquetColumn[] {
  const mismatch = (column: string, problem: string): AssayError =>
    new AssayError('import/schema-mismatch', { file, first, column, problem })
  names.forEach((name, index) => {
    if (found[index] !== name)
      throw mismatch(
        found.includes(name) ? name : (found[index] ?? name),
        found[index] === undefined ? 'is absent' : `stands where ${JSON.stringify(name)} was`
      )
  })
  const extra = found[names.length]
  if (extra !== undefined) throw mismatch(extra, 'is one too many')
  return before.map((mine, index) => {
    const theirs = now[index] as ParquetColumn
    const [a, b] = [mine.inferred.physical, theirs.inferred.physical]
    if (a === b) return mine
    if (isNumeric(a) && isNumeric(b))
      return { inferred: { physical: 'DOUBLE', reason: 'whole numbers in some files, decimals in others' }, cast: 'DOUBLE' }
    throw mismatch(names[index] as string, `is of type ${b.toLowerCase()}, there ${a.toLowerCase()}`)
  })
}

const isNumeric = (physical: Inferred['physical']): boolean => physical === 'BIGINT' || physical === 'DOUBLE'

async function load(
  connection: DuckDBConnection,
  path: string,
  columns: readonly ParquetColumn[],
  missing: readonly string[]
): Promise<LoadedFile> {
  const markers = missing.map(quotedString).join(',')
  const selected = columns.map(({ cast, isText }, index) => {
    const value = `c${index}::${cast}`
    const mayBeMarked = missing.length > 0 && (cast === 'VARCHAR' || isText === true)
    return mayBeMarked ? `CASE WHEN c${index}::VARCHAR IN (${markers}) THEN NULL ELSE ${value} END` : value
  })
  const names = columns.map((_, index) => `c${index}`).join(', ')
  const result = await connection.run(
    `INSERT INTO rows SELECT ${selected.join(', ')} FROM read_parquet(${quotedString(path)}) AS t(${names})`
  )
  return { parsed: result.rowsChanged, rejections: [] }
}
