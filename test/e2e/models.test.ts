import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Finding } from '../../src/shared/model/finding'
import type { Measure } from '../../src/shared/model/measure'
import { cliIn, root, temporaryFolder } from '../support/cli'

type Case = { features: (number | null)[][]; response: number[][] }
type Report = { measures: Measure[]; findings: Finding[] }

const PLAN = `schema: 1
title: A model and its log
subject: { model: Boosted trees, version: "1" }
use: { purpose: Decides about made-up applications }
inference: { kind: census }
inputs:
  - files: [log.csv]
columns:
  id: id
  amount: feature
  few: feature
  many: feature
  score: { role: score, of: favourable }
models:
  - { name: boosted, file: model.json }
assessments:
  explanation: { rows: 100, background: { rows: 20 } }
`

/** A log of XGBoost's own scores; the first `wrong` rows have another one. */
async function audit(wrong: number): Promise<{ status: number | null; err: string; report: Report | null }> {
  const folder = temporaryFolder()
  const fixtures = join(root, 'test/fixtures/models/xgboost')
  const one = JSON.parse(readFileSync(join(fixtures, 'categories-3.2-json.case.json'), 'utf8')) as Case
  const lines = one.response[0]!.map((score, row) => {
    const cells = one.features.map((column) => column[row] ?? '')
    return [`r${row}`, ...cells, row < wrong ? 0.123456789 : score].join(',')
  })
  copyFileSync(join(fixtures, 'categories-3.2.json'), join(folder, 'model.json'))
  writeFileSync(join(folder, 'log.csv'), `id,amount,few,many,score\n${lines.join('\n')}\n`)
  writeFileSync(join(folder, 'plan.yaml'), PLAN)
  const { status, err } = await cliIn(folder)('audit', 'plan.yaml', '--at', '2026-11-01T12:00:00Z')
  const reports = join(folder, 'assay-project/reports')
  const [name] = status === 3 ? [] : readdirSync(reports)
  return {
    status,
    err,
    report:
      name === undefined ? null : (JSON.parse(readFileSync(join(reports, name, 'report.json'), 'utf8')) as { predicate: Report }).predicate
  }
}

const reproduced = (report: Report | null) => report?.measures.find(({ metric }) => metric === 'scores_reproduced')

describe('a model file and the scores it logged', () => {
  it('agree in every row', async () => {
    const { err, report } = await audit(0)
    expect(err).toBe('')
    expect(reproduced(report)).toMatchObject({ estimate: 1, n: { group: 44 } })
    expect(report!.findings.map(({ title }) => title)).not.toContain('The model file does not give the logged scores')
  })
  it('or a finding says how many do not, and which is farthest', async () => {
    const { report } = await audit(2)
    expect(reproduced(report)!.estimate).toBe(42 / 44)
    const found = report!.findings.find(({ title }) => title === 'The model file does not give the logged scores')
    expect(found).toMatchObject({
      severity: 'high',
      condition: expect.stringMatching(/95\.454 % of 44 logged scores.*logged 0\.123456789/)
    })
  })
})
