import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { expect, test } from 'vitest'
import type { DatasetManifest } from '../../../src/shared/model/dataset'
import { workspace } from './reader-harness'

const fixtures = resolve(import.meta.dirname, '../../fixtures/import')
const signal = new AbortController().signal
const { base, importFiles, importText, store, fileOf } = workspace()
const ROWS = 200

/** The columns as the fixtures' script made them. */
async function checkContent(manifest: DatasetManifest) {
  expect(manifest.rows).toBe(ROWS)
  expect(manifest.columns.map(({ name, type, missing }) => [name, type, missing])).toEqual([
    ['sex', 'category', 4],
    ['région', 'category', 0],
    ['id', 'integer', 0],
    ['hash', 'text', 0],
    ['score', 'number', 2],
    ['f32', 'number', 0],
    ['amount', 'number', 0],
    ['approved', 'boolean', 1],
    ['day', 'date', 0],
    ['at', 'timestamp', 0],
    ['at_ms', 'timestamp', 0],
    ['text', 'text', 1],
    ['tags', 'category', 0]
  ])
  const engine = await store()
  const dataset = await engine.open(fileOf(manifest))
  const codes = async (index: number) => {
    const { codes, values } = await dataset.codes(`c${index}`, signal)
    return [...codes].map((code) => (code === 0 ? null : values[code - 1]))
  }
  const numbers = async (index: number) => [...(await dataset.numbers(`c${index}`, signal)).numbers]
  const rows = Array.from({ length: ROWS }, (_, i) => i)
  expect(await codes(0)).toEqual(rows.map((i) => (i % 50 === 7 ? null : 'FM'[i % 2])))
  expect(await codes(1)).toEqual(rows.map((i) => ['nord', 'süd', 'öst'][i % 3]))
  expect((await dataset.codes('c1', signal)).values).toEqual(['nord', 'süd', 'öst'])
  expect(await codes(2)).toEqual(rows.map((i) => String(2n ** 53n + 1n + BigInt(i))))
  expect(await codes(3)).toEqual(rows.map((i) => String(2n ** 64n - 1n - BigInt(i))))
  expect(await numbers(4)).toEqual(rows.map((i) => (i === 5 || i === 6 ? NaN : i / ROWS)))
  expect(await numbers(5)).toEqual(rows.map((i) => i / 8))
  expect(await numbers(6)).toEqual(rows.map((i) => (i * 125 - 5000) / 100))
  expect(await numbers(7)).toEqual(rows.map((i) => (i === 3 ? NaN : i % 3 === 0 ? 1 : 0)))
  expect(await codes(7)).toEqual(rows.map((i) => (i === 3 ? null : String(i % 3 === 0))))
  expect(await numbers(8)).toEqual(rows.map((i) => i - 2))
  expect((await codes(8))[0]).toBe('1969-12-30')
  expect(await numbers(9)).toEqual(rows.map((i) => -1 + i * 37_000_001))
  expect(await numbers(10)).toEqual(rows.map((i) => (Date.UTC(2024, 0, 1) + i * 60_000) * 1000))
  expect(await codes(11)).toEqual(rows.map((i) => (i === 1 ? null : i === 2 ? '' : `line "${i}",\nnext`)))
  await engine.close()
}

test.each(['table.parquet', 'table-uncompressed.feather', 'table-lz4.feather', 'table-zstd.feather', 'table.arrows'])(
  '%s as pyarrow wrote it',
  async (name) => {
    await checkContent(await importFiles([join(fixtures, name)]))
  }
)

test('the same table in two files has their rows in the order given', async () => {
  const manifest = await importFiles(
    ['table.parquet', 'second.parquet'].map((name) => (name === 'table.parquet' ? join(fixtures, name) : copy(name)))
  )
  expect(manifest.rows).toBe(2 * ROWS)
  expect(manifest.files.map(({ rows, parsed }) => [rows, parsed])).toEqual([
    [ROWS, ROWS],
    [ROWS, ROWS]
  ])
})

const { write } = workspace()
const copy = (name: string) => write(name, readFileSync(join(fixtures, 'table.parquet')))

test('files of another schema or format are named', async () => {
  const error = { code: 'import/mixed-formats' }
  await expect(importFiles([join(fixtures, 'table.parquet'), write('x.csv', 'a,b\n1,2\n')])).rejects.toMatchObject(error)
  await expect(importFiles([write('y.csv', 'a,b\n1,2\n'), write('z.csv', 'a,c\n1,2\n')])).rejects.toMatchObject({
    code: 'import/schema-mismatch',
    data: { column: 'c' }
  })
})

test('JSON lines and a JSON array say the same', async () => {
  const rows = [
    { a: 'x, "y"\n', n: 1, big: 0, ok: true },
    { a: null, n: 2.5, ok: false, late: '007' },
    { n: 3, a: '', nested: { k: [1, '}'] } }
  ]
  const big = (text: string) => text.replace('"big":0', '"big":12345678901234567890')
  const lines = await importText('a.jsonl', `${big(rows.map((row) => JSON.stringify(row)).join('\n'))}\n\n`)
  const array = await importText('a.json', big(JSON.stringify(rows, null, 2)).replace('"big": 0', '"big": 12345678901234567890'))
  const shape = ({ columns }: DatasetManifest) => columns.map(({ name, type, missing, distinct }) => [name, type, missing, distinct])
  expect(shape(lines)).toEqual(shape(array))
  expect(shape(lines)).toEqual([
    ['a', 'category', 1, 2],
    ['n', 'number', 0, 3],
    ['big', 'category', 2, 1],
    ['ok', 'boolean', 1, 2],
    ['late', 'category', 2, 1],
    ['nested', 'category', 2, 1]
  ])
  const engine = await store()
  const dataset = await engine.open(fileOf(lines))
  expect((await dataset.codes('c0', signal)).values).toEqual(['', 'x, "y"\n'])
  expect((await dataset.codes('c2', signal)).values).toEqual(['12345678901234567890'])
  expect((await dataset.codes('c5', signal)).values).toEqual(['{"k":[1,"}"]}'])
  await engine.close()
})

test('a broken JSON line is rejected with its number', async () => {
  const manifest = await importText('b.jsonl', '{"a":1}\n\n{"a":2\n{"a":3}\n[4]\n{"a":5}\n')
  expect(manifest.files[0]).toMatchObject({
    rows: 5,
    parsed: 3,
    rejected: 2,
    rejections: [{ reason: 'bad-json', count: 2, lines: [3, 5] }]
  })
})

test('texts that are all dates or all times are dates and times; one that is none keeps the column text', async () => {
  const rows = Array.from({ length: 40 }, (_, i) => i)
  const write = async (name: string, odd: string): Promise<string> => {
    const path = join(base, name)
    const instance = await DuckDBInstance.create(':memory:')
    const connection = await instance.connect()
    await connection.run(`COPY (SELECT CASE WHEN i = 3 THEN 'n/k' ELSE '2024-01-' || lpad((i % 28 + 1)::VARCHAR, 2, '0') END AS day,
      '2024-01-01 00:' || lpad(i::VARCHAR, 2, '0') || ':00.500' AS at, CASE WHEN i = 39 THEN '${odd}' ELSE '2024-02-03' END AS odd,
      (2024 + i)::VARCHAR AS year FROM range(40) t(i) ORDER BY i) TO '${path}' (FORMAT parquet)`)
    connection.closeSync()
    instance.closeSync()
    return path
  }
  const manifest = await importFiles([await write('dates.parquet', 'soon')], { missing: ['n/k'] })
  expect(manifest.columns.map(({ type, missing }) => [type, missing])).toEqual([
    ['date', 1],
    ['timestamp', 0],
    ['category', 0],
    ['text', 0]
  ])
  const engine = await store()
  const dataset = await engine.open(fileOf(manifest))
  const [day, at] = [(await dataset.numbers('c0', signal)).numbers, (await dataset.numbers('c1', signal)).numbers]
  const first = Date.UTC(2024, 0, 1)
  expect([...day]).toEqual(rows.map((i) => (i === 3 ? NaN : first / 86_400_000 + (i % 28))))
  expect([...at]).toEqual(rows.map((i) => (first + i * 60_000 + 500) * 1000))
  await engine.close()
  expect((await importFiles([await write('valid.parquet', '2024-02-30')])).columns[2]?.type).toBe('category')
  expect((await importFiles([await write('two.parquet', '2024-02-28')])).columns[2]?.type).toBe('date')
})
