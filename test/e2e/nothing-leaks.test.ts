import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { cliIn, temporaryFolder } from '../support/cli'

/** 3 persons of a group, among them; each count under ten is planted once. */
const ROWS = Array.from({ length: 400 }, (_, i) => {
  const sex = i < 3 ? 'Intersex' : i % 2 === 0 ? 'Female' : 'Male'
  const contact = `person${i}@example.org`
  const owner = `owner${i % 4}@example.org`
  return `${i},${sex},${['North', 'South'][(i >> 1) % 2]},${owner},${contact},${(i * 7) % 10 < 6 ? 'yes' : 'no'},${(i * 13) % 10 < 7 ? 'good' : 'bad'}`
})

const PLAN = `schema: 1
title: Planted
subject: { model: Small }
use: { purpose: Decides about made-up applications }
inference: { kind: process }
inputs:
  - files: [data.csv]
columns:
  row: id
  sex: protected
  region: protected
  owner: control
  contact: feature
  approved: { role: decision, favourable: ["yes"] }
  outcome: { role: label, favourable: [good] }
groups:
  crossings: [[sex, region]]
  all_crossings: 2
  controls: [owner]
assessments:
  quality: {}
  fairness: { metrics: [rates, comparisons, joint, stratified] }
packs: [{ id: ugesp-four-fifths, each: [sex, region] }]
suppress_below: 10
minimum_group_size: 1
`

const filesUnder = (folder: string): string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    return statSync(path).isDirectory() ? filesUnder(path) : [path]
  })

type Json = {
  measures: { metric: string; group: Record<string, string> | null; estimate: number | null; n: { group: number } }[]
  population: unknown
  findings: { key?: string; title: string }[]
}

it('no export tells an e-mail address or a cell under the limit', async () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'data.csv'), `row,sex,region,owner,contact,approved,outcome\n${ROWS.join('\n')}\n`)
  writeFileSync(join(folder, 'plan.yaml'), PLAN)
  const { err, status } = await cliIn(folder)('audit', 'plan.yaml', '--at', '2026-11-01T12:00:00Z')
  expect(err).toBe('')
  expect(status).toBe(0)
  const exported = filesUnder(join(folder, 'assay-project')).filter((path) => !path.includes('/data/'))
  expect(exported.length).toBeGreaterThan(4)
  const [report] = exported.filter((path) => path.endsWith('report.json'))
  for (const path of exported) expect(readFileSync(path).toString('latin1'), path).not.toContain('@example.org')
  const pdf = exported.find((path) => path.endsWith('.pdf'))!
  const pages = spawned('pdftotext', ['-layout', pdf, '-'])
  if (pages !== null) expect(pages).not.toContain('@example')
  const { predicate } = JSON.parse(readFileSync(report!, 'utf8')) as { predicate: Json }
  expect(predicate.findings.map(({ title }) => title)).toContain('Values like personal data in 2 columns')
  const ofFew = predicate.measures.filter(
    ({ group, n, estimate }) => (n.group > 0 && n.group < 10) || (group?.['sex'] === 'Intersex' && estimate !== null)
  )
  expect(ofFew).toEqual([])
  expect(JSON.stringify(predicate.population)).toContain('{"rows":null,"share":null,"value":"Intersex"}')
  const [crossings] = exported.filter((path) => path.endsWith('all-crossings.csv'))
  for (const line of readFileSync(crossings!, 'utf8')
    .split('\r\n')
    .filter((text) => text.includes('Intersex')))
    expect(line).toContain(',,,,,,,,,,,yes')
})

/** Null where the program is not installed. */
function spawned(program: string, args: readonly string[]): string | null {
  try {
    return execFileSync(program, args, { encoding: 'utf8' })
  } catch {
    return null
  }
}
