import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { cliIn, temporaryFolder } from './cli'

/** JSON and pages of the sample's report, by that Node and with that many threads of the engine. */
export async function auditSample(threads: number, node = process.execPath): Promise<Buffer[]> {
  const folder = temporaryFolder()
  const assay = cliIn(folder, [], node)
  expect((await assay('sample', 'data')).status).toBe(0)
  const { status, err } = await assay('--threads', String(threads), 'audit', 'data/plan.yaml', '--at', '2026-11-01T12:00:00Z')
  expect(err).toBe('')
  expect(status).toBe(1)
  const reports = join(folder, 'assay-project/reports')
  const report = join(reports, readdirSync(reports)[0] ?? '')
  return ['report.json', 'report.pdf'].map((name) => readFileSync(join(report, name)))
}
