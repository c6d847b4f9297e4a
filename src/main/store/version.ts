/** The release of DuckDB that reads and stores the data. */
export async function duckdbVersion(): Promise<string> {
  const { version } = await import('@duckdb/node-api')
  return version()
}
