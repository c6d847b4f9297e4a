import type { DuckDBConnection, DuckDBInstance, DuckDBValue } from '@duckdb/node-api'
import { quotedString } from './sql'

export type DuckLimits = { memoryBytes: number; threads: number; spillFolder: string }

export type Lockdown = { files?: readonly string[]; folders?: readonly string[] }

/** A DuckDB that reads nothing but what the lockdown names, loads no extension and accepts no further setting. */
export type Duck = {
  connect(): Promise<DuckDBConnection>
  close(): void
}

/** `path` is a database file, or ':memory:'. Order of the settings: docs/operations_manual/securing_duckdb of DuckDB. */
export async function openLocked(path: string, limits: DuckLimits, lockdown: Lockdown): Promise<Duck> {
  const { DuckDBInstance } = await import('@duckdb/node-api')
  const instance = await DuckDBInstance.create(path, {
    threads: String(limits.threads),
    memory_limit: `${Math.max(64, Math.floor(limits.memoryBytes / 1_048_576))}MiB`,
    temp_directory: limits.spillFolder,
    storage_compatibility_version: 'latest',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    allow_community_extensions: 'false',
    allow_unsigned_extensions: 'false',
    allow_persistent_secrets: 'false'
  })
  try {
    await lock(instance, lockdown)
  } catch (error) {
    instance.closeSync()
    throw error
  }
  return { connect: () => instance.connect(), close: () => instance.closeSync() }
}

async function lock(instance: DuckDBInstance, { files = [], folders = [] }: Lockdown): Promise<void> {
  const connection = await instance.connect()
  try {
    const list = (paths: readonly string[]): string => `[${paths.map(quotedString).join(',')}]`
    await connection.run('SET preserve_insertion_order=true')
    await connection.run("SET TimeZone='UTC'").catch(() => undefined)
    if (files.length > 0) await connection.run(`SET allowed_paths=${list(files)}`)
    if (folders.length > 0) await connection.run(`SET allowed_directories=${list(folders)}`)
    await connection.run('SET enable_external_access=false')
    await connection.run('SET lock_configuration=true')
  } finally {
    connection.closeSync()
  }
}

/** All rows as plain objects; for small results only. */
export async function queryAll(connection: DuckDBConnection, sql: string, values?: DuckDBValue[]): Promise<Record<string, unknown>[]> {
  return (await connection.runAndReadAll(sql, values)).getRowObjectsJS()
}

/** Runs `work` so that an abort interrupts its statement; the caller sees the signal's reason. */
export async function interruptible<T>(connection: DuckDBConnection, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  signal.throwIfAborted()
  const interrupt = (): void => connection.interrupt()
  signal.addEventListener('abort', interrupt, { once: true })
  try {
    return await work()
  } catch (error) {
    signal.throwIfAborted()
    throw error
  } finally {
    signal.removeEventListener('abort', interrupt)
  }
}
