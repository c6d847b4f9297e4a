import type { Table } from '../../../../src/main/core/explain/subject'
import type { AttributedChunk } from '../../../../src/main/services/explain/attribution'
import type { FeatureRows } from '../../../../src/main/services/explain/feature-rows'

/** Most numbers that were asked for at once, and blocks that were read. */
export type Watched = { numbers: number; blocks: number }

/** Rows as the store gives them: always in the same room, which holds nothing of a block once the next is asked for. */
export function inOneRoom({ columns, rows }: Table, watched: Watched): FeatureRows {
  return {
    rows,
    async *blocks(rowsAtOnce) {
      const room = columns.map(() => new Float64Array(Math.min(rowsAtOnce, rows)))
      watched.numbers = Math.max(watched.numbers, room.length * (room[0]?.length ?? 0))
      for (let from = 0; from < rows; from += rowsAtOnce) {
        const to = Math.min(rows, from + rowsAtOnce)
        for (const [j, column] of columns.entries()) room[j]!.set(column.subarray(from, to))
        watched.blocks++
        yield await Promise.resolve({ columns: room.map((column) => column.subarray(0, to - from)), rows: to - from })
        for (const column of room) column.fill(-1e9)
      }
    }
  }
}

/** What is taken of chunks, bit by bit: values of each player, pairs, standard errors, row after row. */
export function collector(
  players: number,
  pairs: boolean
): { take: (chunk: AttributedChunk) => Promise<void>; bits: () => string; rows: () => number } {
  const parts: string[] = []
  let rows = 0
  return {
    take(chunk) {
      rows += chunk.rows
      const columns = Array.from({ length: players }, (_, player) => chunk.values(player))
      if (pairs) for (let b = 1; b < players; b++) for (let a = 0; a < b; a++) columns.push(chunk.pair(a, b))
      columns.push(...(chunk.errors ?? []))
      for (let row = 0; row < chunk.rows; row++)
        parts.push(Buffer.from(Float64Array.from(columns, (column) => column[row]!).buffer).toString('base64'))
      return Promise.resolve()
    },
    bits: () => parts.join(),
    rows: () => rows
  }
}
