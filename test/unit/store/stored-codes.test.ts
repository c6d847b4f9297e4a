import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { expect, test } from 'vitest'
import type { DatasetManifest } from '../../../src/shared/model/dataset'
import { workspace } from '../workers/reader-harness'

const { base, importFiles, fileOf, store } = workspace()
const ROWS = 260_000

async function writeParquet(name: string, select: string, rows: number): Promise<string> {
  const path = join(base, name)
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  await connection.run(`COPY (SELECT ${select} FROM range(${rows}) t(i) ORDER BY i) TO '${path}' (FORMAT parquet)`)
  connection.closeSync()
  instance.closeSync()
  return path
}

const TEXTS = `CASE WHEN i % 5 = 0 THEN NULL ELSE ['it''s', 'é', 'Z', '😀', 'none'][1 + (i % 5)::INT] END AS few,
  CASE WHEN i % 2 = 0 THEN 'yes' ELSE 'no' END AS flag, (i % 7)::VARCHAR AS digits, 'k' || (i % 251) AS most, 'u' || i AS unique_text, NULL::VARCHAR AS nothing,
  CASE WHEN i > 259000 THEN 'late' || i ELSE 'early' END AS late, CASE WHEN i % 3 = 0 THEN 'x' || chr(0) ELSE 'y' END AS zero`

async function read(manifest: DatasetManifest) {
  const opened = await store()
  const dataset = await opened.open(fileOf(manifest))
  const signal = new AbortController().signal
  const texts = async (stored: string) => {
    const { codes, values } = await dataset.codes(stored, signal)
    expect(values).toEqual([...values].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))))
    return Array.from(codes, (code) => (code === 0 ? null : (values[code - 1] as string)))
  }
  const numbers = async (stored: string) => (await dataset.numbers(stored, signal)).numbers
  return { texts, numbers, close: () => dataset.close().then(() => opened.close()) }
}

const differing = <T>(found: ArrayLike<T>, expected: (i: number) => T): number =>
  Array.from(found).findIndex((value, i) => !Object.is(value, expected(i)))

const bytesOf = ({ buffer, byteOffset, byteLength }: NodeJS.TypedArray): Buffer => Buffer.from(buffer, byteOffset, byteLength)
const sameBytes = (found: NodeJS.TypedArray, wanted: NodeJS.TypedArray): boolean => bytesOf(found).equals(bytesOf(wanted))

test('texts with few values, stored as codes, come back as they were', async () => {
  const manifest = await importFiles([await writeParquet('few.parquet', TEXTS, ROWS)], { missing: ['none'] })
  const few = (i: number): string | null => [null, 'é', 'Z', '😀', null][i % 5] as string | null
  expect(manifest.columns.map(({ missing, distinct, type }) => [missing, distinct, type])).toEqual([
    [2 * (ROWS / 5), 3, 'category'],
    [0, 2, 'boolean'],
    [0, 7, 'category'],
    [0, 251, 'category'],
    [0, 262_144 > ROWS ? ROWS : 262_144, 'text'],
    [ROWS, 0, 'text'],
    [0, 1000, 'category'],
    [0, 2, 'category']
  ])
  expect(manifest.columns[1]?.spellings).toEqual({ true: ['yes'], false: ['no'] })
  const { texts, numbers, close } = await read(manifest)
  expect(differing(await texts('c0'), few)).toBe(-1)
  expect(differing(await texts('c3'), (i) => `k${i % 251}`)).toBe(-1)
  expect(differing(await texts('c6'), (i) => (i > 259_000 ? `late${i}` : 'early'))).toBe(-1)
  expect(differing(await texts('c7'), (i) => (i % 3 === 0 ? 'x\0' : 'y'))).toBe(-1)
  expect(differing(await numbers('c0'), () => NaN)).toBe(-1)
  expect(differing(await numbers('c1'), (i) => 1 - (i % 2))).toBe(-1)
  expect(differing(await numbers('c2'), (i) => i % 7)).toBe(-1)
  await close()
})

test('values of every file count, though only the first file says which columns are worth a look', async () => {
  const paths = [
    await writeParquet('one.parquet', `'b' AS v, i AS n`, ROWS),
    await writeParquet('two.parquet', `'a' || (i % 2) AS v, i AS n`, 10)
  ]
  const manifest = await importFiles(paths)
  expect(manifest.columns[0]).toMatchObject({ type: 'category', distinct: 3, missing: 0 })
  const { texts, close } = await read(manifest)
  expect(differing(await texts('c0'), (i) => (i < ROWS ? 'b' : `a${(i - ROWS) % 2}`))).toBe(-1)
  await close()
})

test('columns read in one pass are those read one by one', async () => {
  const manifest = await importFiles([await writeParquet('pass.parquet', `${TEXTS}, i * 0.25 AS quarter, (i % 90)::INT AS age`, ROWS)])
  const [alone, together] = [await store(), await store()]
  const [one, all] = [await alone.open(fileOf(manifest)), await together.open(fileOf(manifest))]
  const signal = new AbortController().signal
  const needs = manifest.columns.flatMap(({ stored }) => (['codes', 'numbers'] as const).map((as) => ({ stored, as })))
  await all.prefetch([...needs, ...needs], signal)
  for (const { stored } of manifest.columns) {
    const [found, wanted] = [await all.codes(stored, signal), await one.codes(stored, signal)]
    expect(found.values.length).toBe(wanted.values.length)
    expect(differing(found.values, (i) => wanted.values[i])).toBe(-1)
    expect(found.codes.constructor).toBe(wanted.codes.constructor)
    expect(sameBytes(found.codes, wanted.codes)).toBe(true)
    expect(sameBytes((await all.numbers(stored, signal)).numbers, (await one.numbers(stored, signal)).numbers)).toBe(true)
  }
  for (const opened of [one, all, alone, together]) await opened.close()
})

test('whole numbers are the same categories, stored as whole numbers or as doubles', async () => {
  const read7 = async (name: string, as: string) => {
    const manifest = await importFiles([
      await writeParquet(name, `(i % 7)::${as} AS v, (i % 2)::${as} AS flag, (i % 3)::${as} + 0.5 AS half`, 700)
    ])
    const opened = await read(manifest)
    const found = [await opened.texts('c0'), await opened.texts('c1'), await opened.texts('c2')]
    await opened.close()
    return found
  }
  const [doubles, integers] = [await read7('doubles.parquet', 'DOUBLE'), await read7('integers.parquet', 'BIGINT')]
  expect(doubles).toEqual(integers)
  expect([doubles[0]![6], doubles[1]![0], doubles[2]![1]]).toEqual(['6', '0', '1.5'])
})
