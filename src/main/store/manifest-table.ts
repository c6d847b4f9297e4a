import type { DuckDBConnection } from '@duckdb/node-api'
import { datasetManifest, type DatasetManifest } from '../../shared/model/dataset'
import { queryAll } from './open-duckdb'

/** The dataset's own file holds its manifest as one JSON text in table `manifest`. */
export async function writeManifest(connection: DuckDBConnection, manifest: DatasetManifest): Promise<void> {
  await connection.run('CREATE TABLE manifest(json VARCHAR NOT NULL)')
  await connection.run('INSERT INTO manifest VALUES ($1)', [JSON.stringify(manifest)])
}

/** `database` is the attached name. Throws where the table is missing or of another shape. */
export async function readManifest(connection: DuckDBConnection, database: string): Promise<DatasetManifest> {
  const [row] = await queryAll(connection, `SELECT json FROM ${database}.main.manifest`)
  return datasetManifest.parse(JSON.parse(row?.['json'] as string))
}
