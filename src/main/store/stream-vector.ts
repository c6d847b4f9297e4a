import type { DuckDBConnection, DuckDBVector } from '@duckdb/node-api'

type Numeric = Uint8Array | Uint16Array | Uint32Array | Float64Array

/**
 * Copies the only column of `sql` into `target`, in the statement's row order. The statement must give the target's own type and no NULL:
 * the vectors' memory is copied as it is. Throws where the number of rows differs from the target's length.
 */
export async function streamInto(connection: DuckDBConnection, sql: string, target: Numeric, values?: string[]): Promise<void> {
  const result = await connection.stream(sql, values)
  let at = 0
  for (let chunk = await result.fetchChunk(); chunk !== null && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
    const items = itemsOf(chunk.getColumnVector(0), target)
    if (at + chunk.rowCount > target.length) throw new Error('more rows than the manifest says')
    target.set(items.length === chunk.rowCount ? items : items.subarray(0, chunk.rowCount), at)
    at += chunk.rowCount
  }
  if (at !== target.length) throw new Error('fewer rows than the manifest says')
}

/** node-api keeps the vector's typed array under `items` and has no public accessor yet (duckdb-node-neo issue 361). */
function itemsOf(vector: DuckDBVector, target: Numeric): Numeric {
  const { items } = vector as unknown as { items?: Numeric }
  if (items === undefined || items.constructor !== target.constructor) throw new Error('a vector of another type')
  return items
}

/** Memory that worker threads can share without a copy. */
export function shared(bytes: number): SharedArrayBuffer {
  return new SharedArrayBuffer(Math.max(bytes, 8))
}
