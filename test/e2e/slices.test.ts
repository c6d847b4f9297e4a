import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import type { Measure } from '../../src/shared/model/measure'
import { reportStatement } from '../../src/shared/model/report'
import { cliIn } from '../support/cli'

const folder = mkdtempSync(join(tmpdir(), 'assay-slices-'))
const assay = cliIn(folder)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** 4,000 applications of 2,000 persons; those of a partner in the north are misjudged far more often. */
function writeLog(): void {
  let state = 7
  const draw = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 4294967296
  }
  const rows = Array.from({ length: 4000 }, (_, i) => {
    const channel = ['web', 'branch', 'partner'][Math.floor(3 * draw())]!
    const region = ['North', 'South'][Math.floor(2 * draw())]!
    const good = draw() < 0.5
    const wrong = draw() < (channel === 'partner' && region === 'North' ? 0.5 : 0.1)
    return `p${i % 2000},${i % 2 ? 'F' : 'M'},${channel},${region},${18 + Math.floor(50 * draw())},${good !== wrong ? 'yes' : 'no'},${good ? 'good' : 'bad'}`
  })
  writeFileSync(join(folder, 'data.csv'), `person,sex,channel,region,age,approved,outcome\n${rows.join('\n')}\n`)
}

const PLAN = `schema: 1
title: Where it is worst
subject: { model: Small model }
use: { purpose: Decides about made-up applications }
inference: { kind: process }
inputs:
  - files: [data.csv]
columns:
  person: cluster
  sex: protected
  channel: feature
  region: feature
  age: feature
  approved: { role: decision, favourable: ["yes"] }
  outcome: { role: label, favourable: [good] }
assessments:
  slices:
    named:
      - { name: Southern women, where: { sex: [F], region: [South] } }
      - { name: Partner, where: { channel: [partner] }, post_hoc: true }
criteria:
  - id: S1
    metric: accuracy_difference
    slice: each
    threshold: { at_least: -0.1 }
    primary: true
    rule: Own tolerance
`

describe('slices', () => {
  writeLog()
  writeFileSync(join(folder, 'plan.yaml'), PLAN)
  const found = (measures: readonly Measure[]) =>
    measures.filter(({ metric, at }) => metric === 'accuracy_difference' && at.slice === 'found')

  test('are explored in one half, and tested in the other by an audit that re-performs', async () => {
    const explored = JSON.parse((await assay('--json', 'slices', 'plan.yaml')).out)
    const shown = (explored.slices as { difference: Measure }[]).map(({ difference }) => difference)
    expect(found(shown)[0]).toMatchObject({ group: { channel: 'partner', region: 'North' }, test: null })
    expect(shown.every(({ evidence, test: tested }) => evidence.filter.startsWith('discovery half') && tested === null)).toBe(true)

    await assay('keys', 'create', 'Ada')
    const audit = await assay('audit', 'plan.yaml', '--sign', 'Ada')
    expect(audit.status).toBe(1)
    const reports = join(folder, 'assay-project/reports')
    const report = join(reports, readdirSync(reports)[0]!, 'report.json')
    const { measures, verdicts, findings, history } = reportStatement.parse(JSON.parse(readFileSync(report, 'utf8'))).predicate
    expect(history.exploredBeforeSealing).toBe(true)
    expect(found(measures).map(({ group }) => group)).toEqual(expect.arrayContaining(found(shown).map(({ group }) => group)))
    const [worst] = found(measures)
    expect(worst?.group).toEqual({ channel: 'partner', region: 'North' })
    expect(worst?.n.group).not.toBe(found(shown)[0]?.n.group)
    expect(worst?.test).toMatchObject({ method: 'inverted-interval', m: found(measures).length + 1 })
    expect(worst?.test?.adjusted).toBeLessThan(0.001)
    const late = measures.find(({ metric, at }) => metric === 'accuracy_difference' && at.slice === 'Partner')
    expect(late).toMatchObject({ test: null, interval: expect.anything() })
    expect(verdicts.map(({ measure }) => measure)).not.toContain(late?.id)
    expect(verdicts.find(({ measure }) => measure === worst?.id)?.verdict).toBe('fail')
    expect(findings.filter(({ title }) => title.startsWith('Accuracy is lower in'))).toHaveLength(1)
    expect(measures.find(({ metric }) => metric === 'slices_searched')?.estimate).toBe(explored.searched)

    const again = await assay('--json', 'reperform', join(report, '../report.pdf'), 'data.csv')
    expect(JSON.parse(again.out)).toMatchObject({ code: 'identical', differences: [] })
  })

  test('are told in words, without p-value or verdict', async () => {
    const { out, status } = await assay('slices', 'plan.yaml', '--metric', 'selection_rate', '--depth', '1')
    expect(status).toBe(0)
    expect(out).toMatch(/Selection rate .* in the discovery half/)
    expect(out).toContain('no p-value, no verdict')
  })

  test('a metric that is no mean over rows, and a column that is not there, are refused in a sentence', async () => {
    const metric = await assay('slices', 'plan.yaml', '--metric', 'auc')
    expect(metric.err).toContain('Give one of selection_rate')
    const column = await assay('slices', 'plan.yaml', '--columns', 'nope')
    expect([column.status, column.err]).toEqual([3, expect.stringContaining('"nope" (assessments.slices.columns)')])
  })
})
