import type { DuckDBConnection, DuckDBVector } from '@duckdb/node-api'

export type Numeric = Uint8Array | Uint16Array | Uint32Array | Float64Array

/** How a column comes into memory: an SQL expression that gives no NULL, and room for its values. */
export type ColumnReading<T> = {
  expression: string
  room: (rows: number) => ColumnRoom<T>
}

/** `target` is of the expression's own type; `read` makes a column of its first values. */
export type ColumnRoom<T> = { target: Numeric; read: (rows: number) => T }

/**
 * Columns of `table` in one pass, in row order, in blocks of `most` rows; the last has what is left, and an empty table has one empty block. The
 * vectors' memory is copied as it is, into the same room for every block. Throws where the table has other than `rows` rows.
 */
export async function* streamBlocks<T>(
  connection: DuckDBConnection,
  table: string,
  readings: readonly ColumnReading<T>[],
  { rows, most }: { rows: number; most: number }
): AsyncGenerator<T[], void, void> {
  const rooms = readings.map(({ room }) => room(Math.min(rows, most)))
  const result = await connection.stream(`SELECT ${readings.map(({ expression }) => expression).join(', ')} FROM ${table}`)
  let [before, filled] = [0, 0]
  const block = (): T[] => rooms.map(({ read }) => read(filled))
  for (let chunk = await result.fetchChunk(); chunk !== null && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
    if (before + filled + chunk.rowCount > rows) throw new Error('more rows than the manifest says')
    const vectors = rooms.map(({ target }, i) => itemsOf(chunk.getColumnVector(i), target))
    for (let from = 0; from < chunk.rowCount;) {
      const to = Math.min(chunk.rowCount, from + most - filled)
      for (const [i, { target }] of rooms.entries()) target.set(vectors[i]!.subarray(from, to), filled)
      filled += to - from
      from = to
      if (filled < most) continue
      yield block()
      before += filled
      filled = 0
    }
  }
  if (before + filled !== rows) throw new Error('fewer rows than the manifest says')
  if (filled > 0 || rows === 0) yield block()
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
