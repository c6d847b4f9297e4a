import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { ReportStatement } from '../../src/shared/model/report'
import { cliIn, temporaryFolder } from '../support/cli'
import { writeSmallAudit } from '../support/small-audit'

const AT = (year: number): string[] => ['--at', `${year}-11-01T12:00:00Z`]
const reports = (folder: string): string[] =>
  readdirSync(join(folder, 'assay-project/reports')).map((name) => join(folder, 'assay-project/reports', name))

/** Last year's audit, then this year's plan: other persons, more women approved, another threshold. */
async function twoYears(sign: string[], addition: (folder: string) => string) {
  const folder = temporaryFolder()
  const assay = cliIn(folder)
  writeSmallAudit(folder)
  if (sign.length > 0) await assay('keys', 'create', 'Ada')
  await assay('audit', 'plan.yaml', ...sign, ...AT(2026))
  const [first = ''] = reports(folder)
  writeFileSync(join(folder, 'last.pdf'), readFileSync(join(first, 'report.pdf')))
  writeSmallAudit(folder, 0.75)
  const data = readFileSync(join(folder, 'data.csv'), 'utf8').replace(/^a(\d+),Female,(\w+),no/gm, (line, i: string, region: string) =>
    Number(i) % 8 < 4 ? `a${i},Female,${region},yes` : line
  )
  writeFileSync(join(folder, 'data.csv'), data.replace(/^a/gm, 'b'))
  writeFileSync(join(folder, 'plan.yaml'), `${readFileSync(join(folder, 'plan.yaml'), 'utf8')}${addition(first)}`)
  const audit = await assay('audit', 'plan.yaml', ...AT(2027))
  const second = reports(folder).find((path) => path !== first) ?? ''
  return { folder, assay, audit, first, second }
}

const LAST = 'earlier: { report: last.pdf, persons: disjoint }\n'
const predicate = (folder: string): ReportStatement['predicate'] =>
  (JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) as ReportStatement).predicate

describe('a report that names an earlier one', () => {
  test('holds what that one said, carries its findings forward, and is re-performed identically', async () => {
    const { assay, audit, first, second } = await twoYears(
      ['--sign', 'Ada'],
      () => `${LAST}prior_findings: { F-001: { status: closed, closure: Threshold agreed anew } }\n`
    )
    expect(audit).toMatchObject({ status: 0 })
    const [then, now] = [predicate(first), predicate(second)]
    expect(now.earlier).toMatchObject({
      at: then.at,
      plan: then.plan.sha256,
      signers: [{ role: 'preparer' }],
      criteria: [{ id: 'C1', threshold: { atLeast: 0.8 } }]
    })
    expect(now.earlier?.measures).toEqual(then.measures.filter(({ id }) => then.verdicts.some(({ measure }) => measure === id)))
    expect(now.earlier?.findings.map(({ id }) => id)).toContain('F-001')
    expect(now.earlier?.definitions).toMatch(/^[0-9a-f]{64}$/)
    const again = await assay('--json', 'reperform', join(second, 'report.json'), 'data.csv')
    expect(JSON.parse(again.out)).toMatchObject({ code: 'identical', differences: [] })
  }, 60_000)

  test('names an unsigned one as unsigned, and refuses another file or an unknown finding in one sentence', async () => {
    const { folder, assay, audit, second } = await twoYears([], (first) =>
      LAST.replace('last.pdf', JSON.stringify(join(first, 'report.json')))
    )
    expect(audit).toMatchObject({ status: 0 })
    expect(predicate(second).earlier?.signers).toEqual([])
    const plan = readFileSync(join(folder, 'plan.yaml'), 'utf8')
    writeFileSync(join(folder, 'plan.yaml'), `${plan}prior_findings: { F-99: { status: open } }\n`)
    expect((await assay('audit', 'plan.yaml')).err).toContain('"F-99"')
    writeFileSync(join(folder, 'plan.yaml'), plan.replace(/report: "[^"]*"/, 'report: data.csv'))
    const refused = await assay('audit', 'plan.yaml')
    expect(refused.status).toBe(3)
    expect(refused.err).toContain('The earlier report data.csv that the plan names cannot be used')
  }, 60_000)

  test('refuses one that was altered after it was signed', async () => {
    const { folder, assay, first } = await twoYears(['--sign', 'Ada'], () => LAST)
    const json = join(first, 'report.json')
    writeFileSync(json, readFileSync(json, 'utf8').replace('"Small model"', '"Other model"'))
    const plan = join(folder, 'plan.yaml')
    writeFileSync(plan, readFileSync(plan, 'utf8').replace('last.pdf', JSON.stringify(json)))
    const refused = await assay('audit', 'plan.yaml')
    expect(refused.status).toBe(3)
    expect(refused.err).toContain('a sign-off is over another report')
  }, 60_000)
})
