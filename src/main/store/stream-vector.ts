import type { DuckDBConnection, DuckDBVector } from '@duckdb/node-api'

export type Numeric = Uint8Array | Uint16Array | Uint32Array | Float64Array

/** How a column comes into memory: an SQL expression of the target's own type that gives no NULL, where it goes, and what is made of it. */
export type ColumnReading<T> = { expression: string; target: Numeric; finish: () => T | Promise<T> }

/**
 * Copies columns of `table` into their targets in one pass, in row order: the vectors' memory is copied as it is. Throws where the number of
 * rows differs from a target's length.
 */
export async function streamInto(connection: DuckDBConnection, table: string, readings: readonly ColumnReading<unknown>[]): Promise<void> {
  const result = await connection.stream(`SELECT ${readings.map(({ expression }) => expression).join(', ')} FROM ${table}`)
  let at = 0
  for (let chunk = await result.fetchChunk(); chunk !== null && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
    for (const [index, { target }] of readings.entries())
      copyInto(target, at, itemsOf(chunk.getColumnVector(index), target), chunk.rowCount)
    at += chunk.rowCount
  }
  if (readings.some(({ target }) => target.length !== at)) throw new Error('fewer rows than the manifest says')
}

function copyInto(target: Numeric, at: number, items: Numeric, rows: number): void {
  if (at + rows > target.length) throw new Error('more rows than the manifest says')
  target.set(items.length === rows ? items : items.subarray(0, rows), at)
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
