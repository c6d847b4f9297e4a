import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Measure } from '../../src/shared/model/measure'
import { cliIn, temporaryFolder } from '../support/cli'

const ROWS = 800
const DISTRICTS = 40

const card = (terms: readonly string[]): string => `schema: 1\nkind: scorecard\nname: Card\nbase: 400\nterms:\n${terms.join('\n')}\n`
const district = `  - { feature: district, categories: { ${Array.from({ length: DISTRICTS }, (_, k) => `d${k}: ${k}`).join(', ')} }, other: 0, missing: 0 }`
const income = '  - { feature: income, edges: [30, 50], points: [10, 25, 40], missing: 20 }'
const still = '  - { feature: still, edges: [5], points: [1, 2], missing: 0 }'

const PLAN = `schema: 1
title: Odd features
subject: { model: Two cards, version: "1" }
use: { purpose: Decides about made-up applications }
inference: { kind: process }
inputs:
  - files: [log.csv]
columns: { origin: protected, district: feature, income: feature, still: feature, repaid: { role: label, favourable: [yes] } }
models:
  - { name: champion, file: champion.yaml }
  - { name: challenger, file: challenger.yaml }
assessments:
  explanation:
    rows: ${ROWS}
    loss: auc
    conditional: true
    background: { rows: 20 }
    decide: { score_at_least: 440 }
    directions: { income: increasing, still: increasing }
    effects: { two_way: [[income, still]] }
    changes: { never: [district] }
    cases: [{ row: 1 }]
`

test('a category is told as it is, a value that never changes has no curve, one outcome no area, and a challenger need not have the champion’s features', async () => {
  const folder = temporaryFolder()
  const lines = Array.from({ length: ROWS }, (_, i) =>
    [i % 2 === 0 ? 'a' : 'b', `d${i % DISTRICTS}`, 20 + ((i * 7) % 43), 3, 'yes'].join(',')
  )
  writeFileSync(join(folder, 'log.csv'), `origin,district,income,still,repaid\n${lines.join('\n')}\n`)
  writeFileSync(join(folder, 'plan.yaml'), PLAN)
  writeFileSync(join(folder, 'champion.yaml'), card([district, income, still]))
  writeFileSync(join(folder, 'challenger.yaml'), card([income]))
  const { err } = await cliIn(folder)('audit', 'plan.yaml', '--at', '2026-11-01T12:00:00Z')
  expect(err).toBe('')
  const reports = join(folder, 'assay-project/reports')
  const file = join(reports, readdirSync(reports)[0]!, 'report.json')
  const { measures, exhibits } = (
    JSON.parse(readFileSync(file, 'utf8')) as { predicate: { measures: Measure[]; exhibits: { id: string; notes: string[] }[] } }
  ).predicate
  const information = measures.find(({ metric, at }) => metric === 'proxy_information' && at.feature === 'district')
  expect(information?.estimate).toBeCloseTo(1, 12)
  const pair = exhibits.find(({ id }) => id.includes('two-way'))
  expect(pair?.notes).toEqual(['Not drawn: fewer than two values of still occur.'])
  const area = measures.filter(({ metric }) => metric === 'model_loss' || metric === 'permutation_importance')
  expect(area).toHaveLength(6)
  for (const one of area) expect(one).toMatchObject({ estimate: null, status: { code: 'undefined', reason: 'one-class' } })
  const untried = measures.find(({ metric, at }) => metric === 'monotonicity_violations' && at.feature === 'still')
  expect(untried).toMatchObject({ estimate: null, status: { code: 'undefined', reason: 'one-value' } })
  expect(measures.filter(({ metric }) => metric === 'monotonicity_violations').map(({ at }) => [at.model, at.feature])).toEqual(
    expect.arrayContaining([
      ['champion', 'income'],
      ['champion', 'still'],
      ['challenger', 'income']
    ])
  )
}, 60_000)
