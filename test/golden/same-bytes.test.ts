import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { cliIn, temporaryFolder } from '../support/cli'

/** JSON and pages of the sample, with that many threads of the engine. */
async function auditSample(threads: number): Promise<Buffer[]> {
  const folder = temporaryFolder()
  const assay = cliIn(folder)
  expect((await assay('sample', 'data')).status).toBe(0)
  const { status, err } = await assay('--threads', String(threads), 'audit', 'data/plan.yaml', '--at', '2026-11-01T12:00:00Z')
  expect(err).toBe('')
  expect(status).toBe(1)
  const reports = join(folder, 'assay-project/reports')
  const report = join(reports, readdirSync(reports)[0] ?? '')
  return ['report.json', 'report.pdf'].map((name) => readFileSync(join(report, name)))
}

test('the same plan and data give the same JSON and the same pages at 1, 2 and 16 threads', async () => {
  const [one, two, sixteen] = [await auditSample(1), await auditSample(2), await auditSample(16)]
  for (const index of [0, 1]) {
    expect(two[index]!.equals(one[index]!)).toBe(true)
    expect(sixteen[index]!.equals(one[index]!)).toBe(true)
  }
})
