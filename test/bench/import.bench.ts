import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { afterAll, test } from 'vitest'
import { createReader, startByFork } from '../../src/main/files/reader-process'
import type { StartReader } from '../../src/main/ports/reader'
import { createStore } from '../../src/main/store/store'
import { duckdbVersion } from '../../src/main/store/version'
import { readerEntry } from '../unit/workers/reader-harness'

const ROWS = Number(process.env['ASSAY_BENCH_ROWS'] ?? 10_000_000)
const ROUNDS = Number(process.env['ASSAY_BENCH_ROUNDS'] ?? 3)
const MEMORY = 4 * 1024 ** 3
const base = mkdtempSync(join(tmpdir(), 'assay-bench-'))
afterAll(() => rmSync(base, { recursive: true, force: true }))

/** Twenty columns as in a production log: keys, groups, dates, scores, decisions, late labels, features. */
const LOG = `SELECT i AS id, 'cust' || (hash(i * 7) % 1000000) AS customer, ['F','M','X'][1 + (hash(i) % 3)::INT] AS sex,
  ['a','b','c','d','e','f','g','h'][1 + (hash(i + 1) % 8)::INT] AS race, (18 + hash(i + 2) % 70)::INT AS age, ['under 25','25-39','40-59','60+'][1 + (hash(i + 3) % 4)::INT] AS age_band,
  ['north','south','east','west','centre'][1 + (hash(i + 4) % 5)::INT] AS region, DATE '2023-01-01' + (hash(i + 5) % 700)::INT AS day,
  TIMESTAMP '2023-01-01' + INTERVAL (hash(i + 6) % 60000000) SECOND AS at, (hash(i + 8) % 1000000) / 1000000.0::DOUBLE AS score, (hash(i + 9) % 2)::INT AS decision,
  CASE WHEN hash(i + 10) % 10 > 0 THEN (hash(i + 11) % 2)::INT END AS label, (hash(i + 12) % 100000000) / 977.0 AS f1, (hash(i + 13) % 100000000) / 911.0 AS f2,
  (hash(i + 14) % 100000000) / 1013.0 AS f3, (hash(i + 15) % 50)::INT AS f4, (hash(i + 16) % 1000)::INT AS f5, ['yes','no'][1 + (hash(i + 17) % 2)::INT] AS owns,
  ['v1','v2'][1 + (i > ${ROWS / 2})::INT] AS model_version, (hash(i + 18) % 100000) / 100.0 AS f6 FROM range(${ROWS}) t(i)`

async function withDuck<T>(path: string, work: (run: (sql: string) => Promise<unknown>) => Promise<T>): Promise<T> {
  const instance = await DuckDBInstance.create(path, { threads: '2', memory_limit: '4GiB' })
  const connection = await instance.connect()
  try {
    return await work((sql) => connection.run(sql))
  } finally {
    connection.closeSync()
    instance.closeSync()
  }
}

async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; value: T }> {
  const began = performance.now()
  const value = await work()
  return { ms: performance.now() - began, value }
}

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number

async function plainCreateTable(file: string): Promise<void> {
  const target = join(base, 'plain.duckdb')
  rmSync(target, { force: true })
  const from = file.endsWith('.csv') ? `read_csv('${file}')` : `read_parquet('${file}')`
  await withDuck(target, async (run) => {
    await run(`CREATE TABLE rows AS SELECT * FROM ${from}`)
    await run('CHECKPOINT')
  })
}

/** The reader's peak resident memory in bytes, sampled from /proc; 0 where there is none. */
function watched(): { start: StartReader; peak: () => number } {
  let peak = 0
  const start: StartReader = (options) => {
    const child = startByFork(options)
    const timer = setInterval(() => {
      const status = readStatus(child.pid)
      peak = Math.max(peak, 1024 * Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0))
    }, 100)
    child.onExit(() => clearInterval(timer))
    return child
  }
  return { start, peak: () => peak }
}

function readStatus(pid: number | undefined): string {
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8')
  } catch {
    return ''
  }
}

test(`import of ${ROWS} rows × 20 columns against DuckDB's own CREATE TABLE AS`, async () => {
  const entry = await readerEntry()
  await withDuck(':memory:', (run) => run(`COPY (${LOG}) TO '${join(base, 'log.parquet')}' (FORMAT parquet)`))
  await withDuck(':memory:', (run) =>
    run(`COPY (FROM read_parquet('${join(base, 'log.parquet')}')) TO '${join(base, 'log.csv')}' (FORMAT csv)`)
  )
  for (const name of ['log.parquet', 'log.csv']) {
    const path = join(base, name)
    const [ours, theirs]: [number[], number[]] = [[], []]
    const { start, peak } = watched()
    const folder = join(base, 'data')
    let last = ''
    for (let round = 0; round < ROUNDS; round++) {
      theirs.push((await timed(() => plainCreateTable(path))).ms)
      rmSync(folder, { recursive: true, force: true })
      const request = { files: [{ path, name }], reading: {}, folder, limits: { memoryBytes: MEMORY, threads: 2, deadlineMs: 600_000 } }
      const { ms, value } = await timed(() => createReader({ entry, start }).import(request, new AbortController().signal, () => undefined))
      ours.push(ms)
      last = join(folder, `${value.id}.duckdb`)
    }
    const ratio = median(ours) / median(theirs)
    console.log(
      `import ${name} ${(statSync(path).size / 1e6).toFixed(0)} MB: Assay ${median(ours).toFixed(0)} ms, CREATE TABLE AS of DuckDB ${await duckdbVersion()} ${median(theirs).toFixed(0)} ms, ratio ${ratio.toFixed(2)} (goal ≤ 1.3), reader's peak ${(peak() / 2 ** 20).toFixed(0)} MiB`
    )
    await columns(last, folder)
  }
}, 3_600_000)

async function columns(file: string, folder: string): Promise<void> {
  const store = await createStore({ folder, spillFolder: join(base, 'spill'), memoryBytes: MEMORY, columnBytes: 1, threads: 2 })
  const dataset = await store.open(file)
  const signal = new AbortController().signal
  for (const stored of ['c2', 'c3', 'c4', 'c7', 'c10', 'c17']) await dataset.codes(stored, signal)
  const codes: string[] = []
  for (const stored of ['c2', 'c3', 'c4', 'c7', 'c10', 'c17']) codes.push((await timed(() => dataset.codes(stored, signal))).ms.toFixed(0))
  const numbers: string[] = []
  for (const stored of ['c4', 'c9', 'c12']) numbers.push((await timed(() => dataset.numbers(stored, signal))).ms.toFixed(0))
  console.log(`columns, warm: codes ${codes.join(' ')} ms, numbers ${numbers.join(' ')} ms (goal < 400 each)`)
  await store.close()
}
