import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { afterAll, expect, test } from 'vitest'
import { measured } from './command'
import { peerScript, pythonWith } from './peer'
import { runProgram } from './program'

test('drift against scipy and Evidently', async () => {
  // Evidently 0.7.23 does not load with pandas 3.
  const peer = process.env['PYTHON'] ?? pythonWith('venv-drift', ['evidently', 'pandas<3', 'scipy'])
  expect(await runProgram('drift', { PYTHON: peer ?? '', PEER: peerScript('drift_peers') })).toBe(0)
})

const folder = mkdtempSync(join(tmpdir(), 'assay-bench-drift-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Both parts as Parquet files, the second later and a little further on. */
async function writeParts(name: string, rows: { reference: number; current: number }, columns: (part: number) => string): Promise<void> {
  const duck = await DuckDBInstance.create(':memory:')
  const connection = await duck.connect()
  for (const [at, part] of (['reference', 'current'] as const).entries())
    await connection.run(
      `COPY (SELECT ${columns(at)} FROM range(${rows[part]}) t(i)) TO '${join(folder, `${name}-${part}.parquet`)}' (FORMAT parquet)`
    )
  connection.closeSync()
  duck.closeSync()
}

const unit = (salt: number): string => `((hash(i, ${salt}) % 1000003) / 1000003.0)`
/** About normal: a sum of three uniform numbers. */
const bell = (salt: number, shift: string): string => `(${unit(salt)} + ${unit(salt + 5000)} + ${unit(salt + 9000)} + ${shift})`

const planFor = (name: string, columns: string, drift: string): string => `schema: 1
title: Drift
subject: { model: Benchmark }
use: { purpose: A benchmark }
inference: { kind: process }
inputs:
  - { part: reference, files: [${name}-reference.parquet] }
  - { part: current, files: [${name}-current.parquet] }
columns:
${columns}
assessments:
  drift: ${drift}
`

async function compareFiles(name: string, plan: string): Promise<void> {
  writeFileSync(join(folder, `${name}.yaml`), plan)
  const { seconds, peakBytes, status } = await measured(folder, ['--project', `project-${name}`, 'audit', `${name}.yaml`])
  const limit = totalmem() / 2
  const size = (bytes: number): string => `${(bytes / 2 ** 30).toFixed(2)} GiB`
  process.stdout.write(`  ${seconds.toFixed(1)} s from Parquet to report, peak ${size(peakBytes)} of a limit of ${size(limit)}\n`)
  expect(status !== null && status <= 2).toBe(true)
  expect(peakBytes).toBeLessThan(limit)
}

const WIDE = Number(process.env['ASSAY_BENCH_COLUMNS'] ?? 1000)
const LONG = Number(process.env['ASSAY_BENCH_ROWS'] ?? 10_000_000)

test(`drift of a table of ${WIDE} columns, 100,000 + 50,000 rows, all distances`, async () => {
  process.stdout.write(`  ${WIDE} columns × (100,000 + 50,000) rows, a third of them texts, all distances\n`)
  const column = (i: number, part: number): string =>
    i % 3 === 0
      ? `'v' || (hash(i, ${i}) % ${5 + (i % 40) + part}) AS x${i}`
      : i % 3 === 1
        ? `CAST(hash(i, ${i}) % ${200 + part * i} AS INTEGER) AS x${i}`
        : `${bell(i, `${(part * i) / 10_000}`)} AS x${i}`
  const names = Array.from({ length: WIDE }, (_, i) => i)
  await writeParts('wide', { reference: 100_000, current: 50_000 }, (part) => names.map((i) => column(i, part)).join(', '))
  await compareFiles('wide', planFor('wide', names.map((i) => `  x${i}: feature`).join('\n'), '{}'))
})

test(`drift of ${LONG} rows, month by month and by group`, async () => {
  const rows = { reference: Math.round(LONG * 0.7), current: Math.round(LONG * 0.3) }
  process.stdout.write(`  20 columns × (${rows.reference} + ${rows.current}) rows, month by month and by group, all distances\n`)
  const columns = (part: number): string =>
    [
      `DATE '202${3 + part}-01-01' + CAST(hash(i, 1) % 360 AS INTEGER) AS day`,
      `['a', 'b', 'c', 'd'][1 + CAST(hash(i, 2) % 4 AS BIGINT)] AS region`,
      `CAST(${unit(3)} AS FLOAT) AS score`,
      ...Array.from({ length: 9 }, (_, i) => `${bell(10 + i, `${(part * i) / 100}`)} AS x${i}`),
      ...Array.from({ length: 5 }, (_, i) => `CAST(hash(i, ${30 + i}) % ${100 + part} AS INTEGER) AS n${i}`),
      ...Array.from({ length: 3 }, (_, i) => `'v' || (hash(i, ${40 + i}) % ${10 + part}) AS t${i}`)
    ].join(', ')
  await writeParts('long', rows, columns)
  const features = [
    ...Array.from({ length: 9 }, (_, i) => `x${i}`),
    ...Array.from({ length: 5 }, (_, i) => `n${i}`),
    ...Array.from({ length: 3 }, (_, i) => `t${i}`)
  ]
  const roles = [
    '  day: time',
    '  region: protected',
    '  score: { role: score, of: favourable, kind: probability }',
    ...features.map((name) => `  ${name}: feature`)
  ]
  await compareFiles('long', planFor('long', roles.join('\n'), '{ windows: { calendar: month }, by: [region] }'))
})
