import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { afterAll, expect, test } from 'vitest'
import { csvWriter } from '../../../../../src/main/core/explain/files/csv'
import { parquetWriter, rowsOfGroup } from '../../../../../src/main/core/explain/files/parquet'
import type { TableWriter } from '../../../../../src/main/core/explain/files/table-writer'

const ROWS = 20_011
const NAMES = Array.from({ length: 600 }, (_, j) => `c${j}`)
const columns = NAMES.map((_, j) => Float64Array.from({ length: ROWS }, (__, i) => (i * 7919 + j * 104_729) % 1_000_003))
const folder = mkdtempSync(join(tmpdir(), 'assay-parquet-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The file where rows come so many at a call; pieces are copied when they come, as a file takes them. */
function written(writer: (names: readonly string[]) => TableWriter, rowsACall: number): Buffer {
  const table = writer(NAMES)
  const pieces: Buffer[] = []
  const put = (of: Iterable<Uint8Array>): void => {
    for (const piece of of) pieces.push(Buffer.from(piece))
  }
  put(table.begin())
  for (let from = 0; from < ROWS; from += rowsACall) {
    const to = Math.min(ROWS, from + rowsACall)
    put(
      table.rows(
        columns.map((column) => column.subarray(from, to)),
        to - from
      )
    )
  }
  put(table.end())
  return Buffer.concat(pieces)
}

test.each([
  ['Parquet', parquetWriter],
  ['CSV', csvWriter]
] as const)('%s is the same file however many rows come at a time', (_, writer) => {
  const whole = written(writer, ROWS)
  for (const rowsACall of [997, 3072, 8192]) expect(written(writer, rowsACall).equals(whole), `${rowsACall} rows`).toBe(true)
})

test('groups of a wide table are short, and another reader finds every row in its place', async () => {
  expect([1, 31, 466, 5000].map(rowsOfGroup)).toEqual([65_536, 65_536, 4096, 1024])
  const path = join(folder, 'wide.parquet')
  writeFileSync(path, written(parquetWriter, 997))
  const duck = await DuckDBInstance.create(':memory:')
  const connection = await duck.connect()
  const ask = async (sql: string): Promise<unknown[][]> => (await connection.runAndReadAll(sql)).getRowsJS()
  const groups = await ask(`SELECT DISTINCT row_group_id::INTEGER, row_group_num_rows::INTEGER FROM parquet_metadata('${path}') ORDER BY 1`)
  expect(groups).toEqual([...new Array<number>(6).fill(3072), ROWS - 6 * 3072].map((rows, i) => [i, rows]))
  const place = (j: number): string => `c${j} <> ((file_row_number * 7919 + ${j} * 104729) % 1000003)`
  const wrong = `SELECT count(*)::INTEGER, count(*) FILTER (${[0, 17, 599].map(place).join(' OR ')})::INTEGER FROM read_parquet('${path}', file_row_number = true)`
  expect(await ask(wrong)).toEqual([[ROWS, 0]])
  connection.closeSync()
  duck.closeSync()
})
