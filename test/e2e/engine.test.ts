import { createHash } from 'node:crypto'
import { appendFileSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { canonicalJson } from '../../src/main/core/evidence/canonical-json'
import type { ReportStatement } from '../../src/shared/model/report'
import { engineIn, finished, type Client } from '../support/engine'

let client: Client
let folder: string
let sample: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'assay-engine-'))
  client = (await engineIn(folder)).client
  const { result, phases } = await finished(client.projects.sample())
  sample = result.folder
  expect(phases).toContain('Printing')
})

test('the sample project is audited, and its state says so', async () => {
  const state = await client.projects.state({ folder: sample })
  expect(state.reports).toHaveLength(1)
  expect(state.reports[0]).toMatchObject({ verdict: 'fail', signOffs: 0 })
  expect(state.runs.map(({ outcome }) => outcome)).toEqual(['finished'])
  expect(state.datasets).toHaveLength(2)
  expect(state.plan.exists).toBe(true)
  expect((await client.projects.recent())[0]).toMatchObject({ folder: sample, exists: true })
})

test('a report is opened, noted on, signed and verified', async () => {
  const { digest } = (await client.projects.state({ folder: sample })).reports[0]!
  const { bytes: text, cover } = await client.report.open({ folder: sample, report: digest })
  expect(cover.verdict).toBe('fail')
  const finding = (JSON.parse(new TextDecoder().decode(text)) as ReportStatement).predicate.findings[0]!.id
  const { seq } = await client.findings.annotate({ folder: sample, report: digest, finding, change: { field: 'owner', text: 'Ada' } })
  expect(await client.findings.annotations({ folder: sample })).toMatchObject([{ seq, finding, field: 'owner', text: 'Ada' }])
  await client.findings.undo({ folder: sample, seq })
  expect(await client.findings.annotations({ folder: sample })).toEqual([])
  const key = await client.keys.create({ claims: { name: 'Ada Auditor' }, passphrase: 'correct horse battery staple' })
  const sign = {
    key: key.keyId,
    passphrase: 'correct horse battery staple',
    role: 'preparer',
    decision: 'accept',
    reasons: '',
    independence: 'none'
  } as const
  const { pdf } = await client.report.sign({ folder: sample, report: digest, sign })
  const { verification, claims } = await client.verify.file({ report: pdf })
  expect(verification.verdict).toBe('valid-unknown-signer')
  expect(claims).toMatchObject({ digest })
  const { bytes } = await client.report.pdf({ folder: sample, report: digest })
  expect(Buffer.from(bytes).equals(readFileSync(pdf))).toBe(true)
  const data = ['reference.csv', 'current.csv', 'scorecard.yaml'].map((name) => join(sample, name))
  const again = await finished(client.reperform.run({ report: pdf, data }))
  expect(again.result).toMatchObject({ code: 'identical', differ: 0 })
})

test('a folder among the reports whose JSON is torn is no report, and the project opens', async () => {
  const torn = join(sample, 'reports', '0123456789abcdef')
  mkdirSync(torn)
  for (const text of ['', '{"predicate', '[]']) {
    for (const name of ['report.json', 'report.pdf']) writeFileSync(join(torn, name), text)
    expect((await client.projects.state({ folder: sample })).reports).toHaveLength(1)
  }
  rmSync(torn, { recursive: true })
})

test('a report that this build did not write here is checked field by field', async () => {
  const { digest } = (await client.projects.state({ folder: sample })).reports[0]!
  const { bytes: text } = await client.report.open({ folder: sample, report: digest })
  const foreign = async (change: (report: Record<string, unknown>) => void): Promise<{ code?: string; digest?: string }> => {
    const statement = JSON.parse(new TextDecoder().decode(text)) as { predicate: Record<string, unknown> }
    change(statement.predicate)
    const bytes = canonicalJson(statement)
    const report = createHash('sha256').update(bytes).digest('hex')
    const folder = join(sample, 'reports', report.slice(0, 16))
    mkdirSync(folder)
    writeFileSync(join(folder, 'report.json'), bytes)
    const outcome = await client.report.open({ folder: sample, report }).catch((error: unknown) => error as { code: string })
    rmSync(folder, { recursive: true })
    return outcome
  }
  expect(await foreign((report) => (report['seed'] = '0'.repeat(64)))).toMatchObject({ digest: expect.any(String) })
  expect(await foreign((report) => delete report['scans'])).toMatchObject({ code: 'report/unreadable' })
})

test('a plan is read, checked by line, changed with its comments kept, and not overwritten unseen', async () => {
  const plan = join(sample, 'plan.yaml')
  const { text, sha256, problems, plan: read } = await client.plan.read({ folder: sample, plan })
  expect(problems).toEqual([])
  expect(read?.title).toBeTruthy()
  const { text: edited } = await client.plan.edit({ text, edits: [{ path: ['title'], value: 'Another title' }] })
  expect(edited.split('\n').filter((line) => line.startsWith('#'))).toEqual(text.split('\n').filter((line) => line.startsWith('#')))
  expect(edited).toContain('Another title')
  const broken = await client.plan.check({ folder: sample, text: edited.replace('schema: 1', 'schema: 1\nnonsense: 2') })
  expect(broken.plan).toBeNull()
  expect(broken.problems[0]).toMatchObject({ code: 'plan/invalid', message: expect.stringContaining('nonsense') })
  const unknown = await client.plan.check({ folder: sample, text: edited.replace(/^columns:\n/m, 'columns:\n  no_such_column: feature\n') })
  expect(unknown.problems[0]).toMatchObject({ code: 'plan/unknown-column' })
  appendFileSync(plan, '# somebody else\n')
  await expect(client.plan.write({ folder: sample, plan, text: edited, replaces: sha256 })).rejects.toMatchObject({
    code: 'project/changed-meanwhile'
  })
})

test('data are previewed, imported, and a first plan is drafted from them', async () => {
  const csv = join(folder, 'loans.csv')
  writeFileSync(
    csv,
    `id,sex,approved,score,day\n${Array.from({ length: 200 }, (_, i) => `${i},${i % 2 ? 'f' : 'm'},${i % 3 ? 1 : 0},${i / 200},2026-01-${String((i % 28) + 1).padStart(2, '0')}`).join('\n')}\n`
  )
  const preview = await client.data.preview({ files: [csv], reading: {} })
  expect(preview.rows[0]).toEqual(['0', 'm', '0', '0', '2026-01-01'])
  expect(preview).toMatchObject({ more: true, files: [{ name: 'loans.csv' }] })
  const { folder: made } = await client.projects.create(await client.projects.suggest({ name: 'Loans' }))
  const { manifest } = (await finished(client.data.import({ folder: made, files: [csv], reading: {} }))).result
  expect(manifest).toMatchObject({ rows: 200 })
  const plan = join(made, 'plan.yaml')
  const { text, questions } = await client.plan.draft({ folder: made, plan, data: { dataset: manifest.id, files: [csv] }, answers: {} })
  expect(questions.length).toBeGreaterThan(2)
  await client.plan.write({ folder: made, plan, text, replaces: null })
  expect((await client.plan.read({ folder: made, plan })).problems.length).toBeGreaterThan(0)
})

test('the project that the engine is started for is read before a page asks for it', async () => {
  const copy = join(folder, 'ahead')
  cpSync(sample, copy, { recursive: true })
  const { client: later, idle } = await engineIn(folder, { first: copy })
  await idle()
  for (const name of readdirSync(join(copy, 'reports'))) writeFileSync(join(copy, 'reports', name, 'report.json'), '')
  expect((await later.projects.state({ folder: copy })).reports).toHaveLength(1)
})

test('a folder that the engine is started for is not made a project of', async () => {
  const empty = join(folder, 'no-project')
  mkdirSync(empty)
  const { client: later, idle } = await engineIn(folder, { first: empty })
  await idle()
  await expect(later.projects.state({ folder: empty })).rejects.toMatchObject({ code: 'project/none-here' })
  expect(readdirSync(empty)).toEqual([])
})

test('nothing outside the fence is read or written', async () => {
  const outside = { code: 'host/outside-root' }
  await expect(client.projects.create({ folder: '/tmp/assay-never' })).rejects.toMatchObject(outside)
  await expect(client.projects.create({ folder: join(folder, '..', 'assay-never') })).rejects.toMatchObject(outside)
  await expect(client.files.browse({ folder: '/etc' })).rejects.toMatchObject(outside)
  await expect(client.data.preview({ files: ['/etc/passwd'], reading: {} })).rejects.toMatchObject(outside)
  await expect(client.verify.file({ report: '/etc/passwd' })).rejects.toMatchObject(outside)
  await expect(client.trust.open({ file: '/etc/passwd' })).rejects.toMatchObject(outside)
})

test('folders are looked through from the allowed one down; above it nothing is offered', async () => {
  const top = await client.files.browse({ folder: null })
  expect(top).toMatchObject({ folder, parent: null })
  const projects = top.entries.find(({ name }) => name === 'projects')!
  expect(await client.files.browse({ folder: projects.path })).toMatchObject({ folder: projects.path, parent: folder })
})
