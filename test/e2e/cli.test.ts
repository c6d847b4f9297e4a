import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cliIn, root, temporaryFolder } from '../support/cli'
import { writeSmallAudit } from '../support/small-audit'

const reportIn = (folder: string): string =>
  join(folder, 'assay-project/reports', readdirSync(join(folder, 'assay-project/reports'))[0] ?? '', 'report.pdf')

async function signedAudit(folder: string) {
  writeSmallAudit(folder)
  const assay = cliIn(folder)
  for (const name of ['Root', 'Ada', 'Grace']) await assay('keys', 'create', name)
  const audit = await assay('--json', 'audit', 'plan.yaml', '--sign', 'Ada')
  return { assay, audit, pdf: reportIn(folder) }
}

describe('the main job', () => {
  const folder = mkdtempSync(join(tmpdir(), 'assay-cli-'))
  let made: Awaited<ReturnType<typeof signedAudit>>
  beforeAll(async () => (made = await signedAudit(folder)))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test('audit, sign, verify, countersign, re-perform', async () => {
    const { assay, audit, pdf } = made
    const outcome = JSON.parse(audit.out)
    expect(outcome.verdicts).toHaveLength(1)
    expect(outcome.verdicts[0]).toMatchObject({ criterion: 'C1', observed: 'crossed', verdict: 'insufficient' })
    expect(audit.status).toBe(2)

    const unknown = await assay('verify', pdf)
    expect(unknown.status).toBe(2)
    expect(unknown.out).toContain('valid-unknown-signer')
    expect(unknown.out).toContain('claims to be Ada')

    expect((await assay('keys', 'trust', 'trust.json', 'Ada', 'Grace', '--root', 'Root', '--organisation', 'Example')).status).toBe(0)
    const trusted = await assay('verify', pdf, '--trust', 'trust.json')
    expect(trusted.out).toContain('● valid')
    expect(trusted.status).toBe(0)

    const again = await assay('--json', 'reperform', pdf, 'data.csv')
    expect(JSON.parse(again.out)).toMatchObject({ code: 'identical', sameBuild: true, differences: [] })

    const reviewed = await assay(
      'report',
      pdf,
      '--sign',
      'Grace',
      '--role',
      'reviewer',
      '--dissent',
      'The label is a proxy',
      '--out',
      'reviewed'
    )
    expect(reviewed.status).toBe(0)
    const both = await assay('--json', 'verify', reviewed.out.trim(), '--trust', 'trust.json')
    expect(both.status).toBe(0)
    expect(JSON.parse(both.out)).toMatchObject({
      signers: [
        { role: 'preparer', decision: 'accept' },
        { role: 'reviewer', decision: 'dissent' }
      ]
    })
    const json = (path: string): string => readFileSync(path.replace('report.pdf', 'report.json'), 'utf8')
    expect(json(reviewed.out.trim())).toBe(json(pdf))

    const twice = await assay('report', pdf, '--sign', 'Ada', '--role', 'reviewer', '--out', 'twice')
    expect(twice.status).toBe(3)
    expect(readdirSync(folder)).not.toContain('twice')
  })

  test('an altered report is named and refused', async () => {
    const { assay, pdf } = made
    const bytes = readFileSync(pdf)
    const flipped = Buffer.from(bytes)
    flipped[Math.floor(bytes.length / 2)]! ^= 1
    writeFileSync(join(folder, 'flipped.pdf'), flipped)
    expect((await assay('verify', 'flipped.pdf')).status).toBe(1)
    const copy = join(folder, 'altered')
    cpSync(join(pdf, '..'), copy, { recursive: true })
    const json = readFileSync(join(copy, 'report.json'), 'utf8')
    writeFileSync(join(copy, 'report.json'), json.replace('"Small model"', '"Other model"'))
    const altered = await assay('verify', join(copy, 'report.json'))
    expect(altered.status).toBe(1)
    expect(altered.out).toContain('payload-altered')
    const wrong = await assay('verify', pdf, '--model', 'Another')
    expect(wrong.status).toBe(1)
    expect(wrong.out).toContain('wrong-subject')
  })

  test('other data give other numbers, listed one by one', async () => {
    const { assay, pdf } = made
    const other = join(folder, 'other.csv')
    writeFileSync(other, readFileSync(join(folder, 'data.csv'), 'utf8').replace('a0,Female,North,yes', 'a0,Female,North,no'))
    const missing = await assay('reperform', pdf, other)
    expect(missing.status).toBe(3)
    expect(missing.err).toContain('none of the files given has these bytes')
  })
})

describe('bad input ends in one sentence and exit code 3', () => {
  const cases: [string, (text: string) => string, string][] = [
    ['an unknown key names the line', (plan) => plan.replace('groups:', 'gruops:'), 'has the unknown key "gruops"'],
    ['a missing inference names what is allowed', (plan) => plan.replace(/inference:.*\n/, ''), '"inference"'],
    ['a wrong inference', (plan) => plan.replace('kind: process', 'kind: bayes'), 'inference'],
    ['an unknown metric', (plan) => plan.replace('selection_rate_ratio', 'fairness_score'), 'no metric of that name'],
    ['a column the data lack', (plan) => plan.replace('  region:', '  regoin:'), 'names the column "regoin"'],
    ['a value the data lack', (plan) => plan.replace('favourable: ["yes"]', 'favourable: ["Yes!"]'), '"Yes!"'],
    ['a group the data lack', (plan) => plan.replace('sex: Male', 'sex: Man'), '"Man"'],
    ['broken YAML names the line', (plan) => plan.replace('title: Small audit', 'title: [Small'), 'line'],
    ['a missing file', (plan) => plan.replace('data.csv', 'nothing.csv'), 'nothing.csv']
  ]
  test.each(cases)('%s', async (_name, spoil, sentence) => {
    const folder = temporaryFolder()
    writeSmallAudit(folder)
    const path = join(folder, 'plan.yaml')
    writeFileSync(path, spoil(readFileSync(path, 'utf8')))
    const { status, err, out } = await cliIn(folder)('audit', 'plan.yaml')
    expect(err).toContain(sentence)
    expect(err.trim().split('\n')).toHaveLength(1)
    expect(out).toBe('')
    expect(status).toBe(3)
  })
})

test('the whole job needs neither electron nor a connection', async () => {
  const folder = temporaryFolder()
  writeSmallAudit(folder)
  const assay = cliIn(folder, ['--require', join(root, 'test/support/no-electron.cjs')])
  await assay('keys', 'create', 'Ada')
  const { status, err } = await assay('audit', 'plan.yaml', '--sign', 'Ada')
  expect(err).toBe('')
  expect(status).toBe(2)
  expect((await assay('verify', reportIn(folder))).status).toBe(2)
})

test('the command teaches', async () => {
  const { out, status } = await cliIn(temporaryFolder())('--help')
  expect(status).toBe(0)
  for (const word of ['sample', 'init', 'import', 'audit', 'report', 'verify', 'reperform', 'keys', 'Exit codes'])
    expect(out).toContain(word)
})
