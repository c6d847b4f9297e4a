import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import type { DatasetManifest } from '../../../shared/model/dataset'
import { writeManifest } from '../../store/manifest-table'
import { openLocked, type Duck } from '../../store/open-duckdb'
import { quotedString } from '../../store/sql'
import type { FileFacts, ImportContext, LoadedFile } from './context'
import { duckError } from './duck-error'
import type { Prepared } from './format'
import { MOST_REJECTED, WIDEN_SHARE } from './limits'
import { mostlyUnreadable } from './mostly-unreadable'
import type { Source } from './open-source'
import { readFraction } from './read-fraction'

export type Loaded = {
  prepared: Prepared
  facts: readonly FileFacts[]
  files: readonly LoadedFile[]
  connection: DuckDBConnection
  file: string
  /** Writes the manifest, checkpoints and closes; the file is complete afterwards. */
  finish(manifest: DatasetManifest): Promise<void>
  close(): void
}

/** Scans and loads at the same time; a column that proves to be of another type is read again as text. */
export async function loadRows(context: ImportContext, prepared: Prepared, sources: readonly Source[]): Promise<Loaded> {
  let fraction = 0
  const scanning = prepared.scan((scanned) => {
    fraction = scanned
  })
  scanning.catch(() => undefined)
  for (let attempt = 0; ; attempt++) {
    const target = await openTarget(context, prepared, attempt)
    try {
      const report = (rows: number): void =>
        context.report({
          phase: 'reading',
          ...(rows === 0 ? {} : { rows }),
          fraction: readFraction(fraction, target.connection.progress.percentage)
        })
      const files = await Promise.race([
        loadAll(target.connection, prepared, sources, context.limits.memoryBytes, report),
        scanning.then(() => new Promise<never>(() => undefined))
      ])
      const wrong = columnsToWiden(prepared, files)
      if (wrong.size === 0) return { ...target, prepared, files, facts: await scanning }
      prepared = prepared.widened(wrong)
    } catch (error) {
      // The scan's word is the clearer one. DuckDB is not closed: inside a monstrous cell it hears no interrupt, and the process ends anyway.
      await scanning
      throw error
    }
    target.close()
    await rm(target.file, { force: true })
  }
}

type Target = Pick<Loaded, 'connection' | 'file' | 'finish' | 'close'>

async function openTarget({ scratch, limits }: ImportContext, prepared: Prepared, attempt: number): Promise<Target> {
  const file = join(scratch, `rows-${attempt}.duckdb`)
  const duck: Duck = await openLocked(file, { ...limits, spillFolder: join(scratch, 'spill') }, { files: prepared.paths })
  const connection = await duck.connect()
  let open = true
  const close = (): void => {
    if (!open) return
    open = false
    connection.closeSync()
    duck.close()
  }
  const columns: string[] = []
  for (const [index, { physical, values }] of prepared.columns.entries()) {
    if (values !== undefined) await connection.run(`CREATE TYPE v${index} AS ENUM (${values.map(quotedString).join(',')})`)
    columns.push(`c${index} ${values === undefined ? physical : `v${index}`}`)
  }
  await connection.run(`CREATE TABLE rows(${columns.join(', ')})`)
  return {
    connection,
    file,
    close,
    async finish(manifest) {
      await writeManifest(connection, manifest)
      await connection.run('CHECKPOINT')
      close()
    }
  }
}

async function loadAll(
  connection: DuckDBConnection,
  prepared: Prepared,
  sources: readonly Source[],
  limit: number,
  report: (rows: number) => void
): Promise<LoadedFile[]> {
  const files: LoadedFile[] = []
  let rows = 0
  const timer = setInterval(() => report(rows), 150)
  try {
    for (const [index, { name }] of sources.entries()) {
      const loaded = await prepared.load(connection, index).catch((error: unknown) => {
        throw duckError(error, name, limit)
      })
      const { parsed, rejections } = loaded
      if (rejections.length >= MOST_REJECTED) throw mostlyUnreadable(name, prepared.reading.format, rejections, parsed + rejections.length)
      rows += parsed
      files.push(loaded)
    }
  } finally {
    clearInterval(timer)
  }
  return files
}

/** Columns (0-based) with more casts gone wrong than the share allowed, over all files. */
function columnsToWiden(prepared: Prepared, files: readonly LoadedFile[]): Set<number> {
  const rows = files.reduce((sum, { parsed, rejections }) => sum + parsed + rejections.length, 0)
  const failed = new Map<number, number>()
  for (const { rejections } of files) {
    for (const { reason, column } of rejections) if (reason === 'not-of-type') failed.set(column - 1, (failed.get(column - 1) ?? 0) + 1)
  }
  const wrong = [...failed].filter(([column, count]) => count > WIDEN_SHARE * rows && prepared.columns[column]?.physical !== 'VARCHAR')
  return new Set(wrong.map(([column]) => column))
}
