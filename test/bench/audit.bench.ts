import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { measured, type Measured } from './command'
import { ROWS, writeDecisions } from './decisions'

const folder = mkdtempSync(join(tmpdir(), 'assay-bench-'))

beforeAll(() => writeDecisions(folder))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('assay audit, from Parquet to signed PDF', async () => {
  mkdirSync(join(folder, 'keys'), { recursive: true })
  await measured(folder, ['keys', 'create', 'Bench'])
  const runs: Measured[] = []
  for (let i = 0; i < 3; i++) runs.push(await measured(folder, ['--project', `project-${i}`, 'audit', 'plan.yaml', '--sign', 'Bench']))
  const best = runs.reduce((a, b) => (b.seconds < a.seconds ? b : a))
  const peak = Math.max(...runs.map(({ peakBytes }) => peakBytes))
  process.stdout.write(
    `  ${ROWS.toLocaleString('en')} rows: best of 3 ${best.seconds.toFixed(1)} s (goal < 15), peak ${(peak / 2 ** 30).toFixed(2)} GiB (goal < 4); all ${runs.map(({ seconds }) => seconds.toFixed(1)).join(', ')} s\n`
  )
  expect(runs.every(({ status }) => status !== null && status <= 2)).toBe(true)
})
