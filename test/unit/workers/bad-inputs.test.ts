import { chmodSync, mkdirSync, readFileSync } from 'node:fs'
import { appendFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, test } from 'vitest'
import { DuckDBInstance } from '@duckdb/node-api'
import { expandInputs } from '../../../src/main/files/expand-inputs'
import { openSource } from '../../../src/main/workers/reader/open-source'
import { workspace } from './reader-harness'

const fixtures = resolve(import.meta.dirname, '../../fixtures/import')
const parquet = readFileSync(join(fixtures, 'table.parquet'))
const { base, write, importFiles, importText, leftovers } = workspace()

afterEach(() => expect(leftovers()).toEqual([]))

const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => ({ code: 'none', message: '' }),
    (error: { code: string; message: string }) => error
  )
const flipped = (at: number, bit = 1) => Buffer.from(parquet.map((byte, index) => (index === at ? byte ^ bit : byte)))
const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)

/** Root may read everything: as nobody, where the tests run as root. */
async function withoutPrivileges<T>(start: () => Promise<T>[]): Promise<T[]> {
  const user = process.geteuid?.()
  if (user === 0) process.seteuid?.('nobody')
  try {
    return await Promise.all(start())
  } finally {
    if (user === 0) process.seteuid?.(0)
  }
}

describe('each bad input has its own code and one sentence', () => {
  test.each<[string, string, string | Uint8Array]>([
    ['import/empty-file', 'empty.csv', ''],
    ['import/header-only', 'header.csv', 'a,b\n'],
    ['import/header-only', 'text-header.csv', 'name,sex'],
    ['import/duplicate-header', 'twice.csv', 'a,b,a\n1,2,3\n'],
    ['import/null-in-header', 'null.csv', 'a,b\0c\n1,2\n3,4\n'],
    ['import/null-byte', 'null-cell.csv', 'a,b\n1,x\n3,y\0z\n'],
    ['import/too-many-columns', 'wide.csv', `${Array.from({ length: 100_000 }, (_, i) => `c${i}`).join(',')}\n${'1,'.repeat(99_999)}1\n`],
    ['import/line-too-long', 'cell.csv', `a,b\n1,2\n3,${'x'.repeat(60_000_000)}\n`],
    ['import/line-too-long', 'open-quote.csv', `a,b\n1,"2\n${'3,4\n'.repeat(5_000_000)}`],
    ['import/json-too-deep', 'deep10k.json', `[{"a":${nested(10_000)}}]`],
    ['import/json-too-deep', 'deep1m.json', `[{"a":${nested(1_000_000)}}]`],
    ['import/json-too-deep', 'deep10k.jsonl', `{"a":${nested(10_000)}}\n`],
    ['import/json-too-deep', 'deep1m.jsonl', `{"a":${nested(1_000_000)}}\n`],
    ['import/json-too-deep', 'bare1m.json', nested(1_000_000)],
    ['import/bad-json', 'cut.json', '[{"a":1},{"a":'],
    ['import/bad-json', 'tail.json', '[{"a":1}] {"a":2}'],
    ['import/json-no-rows', 'none.json', '[]'],
    ['import/clashing-keys', 'keys.jsonl', '{"a":1,"a":2}\n'],
    ['import/damaged', 'cut.parquet', parquet.subarray(0, parquet.length / 2)],
    ['import/damaged', 'stub.parquet', parquet.subarray(0, 10)],
    ['import/damaged', 'footer.parquet', flipped(parquet.length - 6, 0x80)],
    ['import/damaged', 'name-only.parquet', 'a,b\n1,2\n'],
    ['import/damaged', 'cut.csv.gz', gzipSync(Array.from({ length: 1000 }, (_, i) => `${i},${i * 7919}\n`).join('')).subarray(0, 2000)],
    ['import/damaged', 'cut.feather', readFileSync(join(fixtures, 'table-lz4.feather')).subarray(0, 9000)],
    ['import/damaged', 'plain.csv.gz', 'a,b\n1,2\n'],
    ['import/unknown-format', 'book.csv', Buffer.from('PK\x03\x04rest of an xlsx', 'latin1')],
    ['import/mostly-unreadable', 'ragged.csv', `a,b\n1,2\n${'1,2,3\n'.repeat(50)}`],
    ['import/mostly-bad-json', 'csv-after-all.jsonl', `{"a":1}\n${'1,2,3\n'.repeat(50)}`],
    ['import/mostly-bad-json', 'texts.json', `[{"a":1},${Array(50).fill('"b"').join(',')}]`],
    ['import/bad-encoding', 'odd.csv', Buffer.concat([Buffer.from('\uFEFFa,b\n1,2\n', 'utf16le'), Buffer.from([0x00, 0xd8])])]
  ])('%s: %s', async (code, name, content) => {
    const error = await failure(importText(name, content))
    expect(error.code).toBe(code)
    expect(error.message).toContain(name)
    expect(error.message.length).toBeLessThan(300)
  })

  test('import/mostly-bad-json names the first line and speaks of objects, not of delimiters', async () => {
    const { message } = await failure(importText('rows.jsonl', '{"a":1}\n{"a":2}\n\n{"a":\n1,2\n3,4\n'))
    expect(message).toContain('3 of 5 rows of rows.jsonl')
    expect(message).toContain('line 4')
    expect(message).toMatch(/objects/)
    expect(message).not.toMatch(/delimiter|quote/)
  })

  test('import/unknown-format says what the bytes look like', async () => {
    expect((await failure(importText('old.feather', 'FEA1'))).message).toContain('Feather version 1, which version 2')
    expect((await failure(importText('data.bin', '\x01\x02\x03\x04\x05'))).message).toContain('binary data')
  })

  test('import/no-permission', async () => {
    const path = write('secret.csv', 'a,b\n1,2\n')
    chmodSync(path, 0)
    const asked = await withoutPrivileges(() => [failure(openSource(path, 'secret.csv')), failure(expandInputs([path], base))])
    for (const error of asked) {
      expect(error.code).toBe('import/no-permission')
      expect(error.message).toContain('secret.csv')
    }
  })

  test('import/foreign-database', async () => {
    const path = join(base, 'foreign.duckdb')
    const instance = await DuckDBInstance.create(path)
    instance.closeSync()
    expect((await failure(importFiles([path]))).code).toBe('import/foreign-database')
    expect((await failure(importText('renamed.csv', readFileSync(path)))).code).toBe('import/foreign-database')
  })

  test('import/missing-file and import/not-a-file', async () => {
    mkdirSync(join(base, 'folder.csv'), { recursive: true })
    expect((await failure(importFiles([join(base, 'nothing.csv')]))).code).toBe('import/missing-file')
    expect((await failure(importFiles([join(base, 'folder.csv')]))).code).toBe('import/not-a-file')
  })

  test('import/decompression-bomb: gzip', async () => {
    const bomb = gzipSync(Buffer.alloc(260 << 20, 'a,b\n'), { level: 4 })
    expect((await failure(importText('bomb.csv.gz', bomb))).code).toBe('import/decompression-bomb')
  })

  test('import/decompression-bomb: 120 M cells of Parquet in 100 kB', async () => {
    const path = join(base, 'bomb.parquet')
    const instance = await DuckDBInstance.create(':memory:')
    const connection = await instance.connect()
    await connection.run(
      `COPY (SELECT 1 AS a, 1 AS b, 1 AS c, 1 AS d, 1 AS e, 1 AS f FROM range(20000000)) TO '${path}' (FORMAT parquet, COMPRESSION zstd)`
    )
    connection.closeSync()
    instance.closeSync()
    expect((await failure(importFiles([path]))).code).toBe('import/decompression-bomb')
  })

  test('import/changed-while-read', async () => {
    const path = write('growing.csv', `a,b\n${'1,2\n'.repeat(2_000_000)}`)
    const growing = setInterval(() => void appendFile(path, '1,2\n'), 5)
    const error = await failure(importFiles([path]))
    clearInterval(growing)
    expect(['import/changed-while-read', 'import/unreconciled']).toContain(error.code)
  })

  test('import/same-file-twice', async () => {
    const path = write('same.csv', 'a,b\n1,2\n')
    expect((await failure(importFiles([path, path]))).code).toBe('import/same-file-twice')
  })

  test('import/deadline and cancel leave nothing', async () => {
    const path = write('long.csv', `a,b\n${'1,x\n'.repeat(3_000_000)}`)
    expect((await failure(importFiles([path], {}, { deadlineMs: 300 }))).code).toBe('import/deadline')
    const abort = new AbortController()
    setTimeout(() => abort.abort(), 300)
    expect((await failure(importFiles([path], {}, {}, abort.signal))).code).toBe('internal/cancelled')
  })
})

describe('what can be helped is helped', () => {
  test('ragged rows are rejected by reason with their lines', async () => {
    const manifest = await importText('some-ragged.csv', `a,b\n${'1,2\n'.repeat(300)}3\n4,5,6\n${'1,2\n'.repeat(300)}`)
    expect(manifest.files[0]).toMatchObject({
      rows: 602,
      parsed: 600,
      rejected: 2,
      rejections: [
        { reason: 'too-few-columns', count: 1, lines: [302] },
        { reason: 'too-many-columns', count: 1, lines: [303] }
      ]
    })
  })

  test('case-clashing and empty headers', async () => {
    const manifest = await importText('clash.csv', 'Age,age,\n1,2,3\n')
    expect(manifest.columns.map(({ name }) => name)).toEqual(['Age', 'age', 'column 3'])
  })

  test('4,000 columns', async () => {
    const header = Array.from({ length: 4000 }, (_, i) => `f${i}`).join(',')
    expect((await importText('4000.csv', `${header}\n${`${'1,'.repeat(3999)}2\n`.repeat(30)}`)).columns.length).toBe(4000)
  })

  test('a bit flipped anywhere in a Parquet file ends in a dataset or a named error', async () => {
    const step = Math.floor(parquet.length / 6)
    for (let at = 5; at < parquet.length; at += step) {
      const { code } = await failure(importText(`flip-${at}.parquet`, flipped(at, 1 << (at % 8))))
      expect(code).toMatch(/^(none|import\/)/)
    }
  })
})
