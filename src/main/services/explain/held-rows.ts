import { AssayError } from '../../../shared/model/errors'
import type { Table } from '../../core/explain/subject'
import type { FeatureRows } from './feature-rows'
import { rowsAtOnce } from './rows-at-once'

const MEBIBYTE = 1 << 20
const LEAST = 16 * MEBIBYTE

/**
 * Those rows of a background in memory (ascending numbers; null: all of them), for what looks at every one of them again and again.
 * @throws AssayError `explain/memory` where they take more than `bytes`
 */
export async function heldRows({ rows, blocks }: FeatureRows, wanted: Uint32Array | null, features: number, bytes: number): Promise<Table> {
  const count = wanted?.length ?? rows
  const needed = 8 * count * features
  const most = Math.max(LEAST, bytes)
  if (needed > most)
    throw new AssayError('explain/memory', { what: `a background of ${count} rows takes ${mebibytes(needed)} MiB of ${mebibytes(most)}` })
  const numbers = wanted ?? Uint32Array.from({ length: rows }, (_, row) => row)
  const columns = Array.from({ length: features }, () => new Float64Array(count))
  let [before, held] = [0, 0]
  for await (const block of blocks(rowsAtOnce(bytes, 2 * features))) {
    for (; held < count && numbers[held]! < before + block.rows; held++)
      for (const [j, column] of block.columns.entries()) columns[j]![held] = column[numbers[held]! - before]!
    before += block.rows
  }
  return { columns, rows: count }
}

const mebibytes = (bytes: number): number => Math.ceil(bytes / MEBIBYTE)
