import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Measure } from '../../src/shared/model/measure'
import { cliIn, root, temporaryFolder } from '../support/cli'

type Case = { features: (number | null)[][]; raw: number[][]; response: number[][]; values?: Record<string, string[]> }
type Library = {
  name: string
  model: string
  recorded: string
  names: string[]
  /** texts of the codes, by feature */
  texts: Record<string, readonly string[]>
  /** what the model file itself does not say */
  categories: Record<string, readonly string[]>
  rows: number
  tolerance: number
}

const FEW = ['low', 'middle', 'high'] as const
const GRADES = Array.from({ length: 70 }, (_, code) => String(10 * code))
const MANY = Array.from({ length: 70 }, (_, code) => `town ${code}`)

const LIBRARIES: Library[] = [
  {
    name: 'LightGBM, which keeps the lists of pandas',
    model: 'lightgbm/pandas.txt',
    recorded: 'lightgbm/pandas.case.json',
    names: ['amount', 'unused', 'home', 'grade'],
    texts: { home: ['own', 'rent', 'ünknown'], grade: GRADES },
    categories: {},
    rows: 50,
    tolerance: 1e-12
  },
  {
    name: 'CatBoost, which keeps numbers of texts',
    model: 'catboost/one-hot.json',
    recorded: 'catboost/one-hot.case.json',
    names: ['amount', 'home', 'grade', 'age'],
    texts: { home: ['own', 'rent', 'with parents', 'ü'], grade: ['-1', '0', '1', '2'] },
    categories: {},
    rows: 30,
    tolerance: 1e-12
  },
  {
    name: 'XGBoost 1.7, which keeps no list: given by whoever asks',
    model: 'xgboost/categories-1.7.json',
    recorded: 'xgboost/categories-1.7-json.case.json',
    names: ['amount', 'few', 'many'],
    texts: { few: FEW, many: MANY },
    categories: { few: FEW, many: MANY },
    rows: 35,
    tolerance: 2e-6
  }
]

/** Rows with texts instead of codes; an empty cell where the code means a missing value. */
function written({ model, recorded, names, texts, rows }: Library, folder: string): Case {
  const fixtures = join(root, 'test/fixtures/models')
  copyFileSync(join(fixtures, model), join(folder, 'model'))
  const one = JSON.parse(readFileSync(join(fixtures, recorded), 'utf8')) as Case
  const cell = (j: number, row: number): string => {
    const value = one.features[j]![row] ?? null
    if (value === null) return ''
    const known = texts[names[j]!]
    return known === undefined ? String(value) : (known[value] ?? 'never seen')
  }
  const lines = Array.from({ length: rows }, (_, row) => [...names.map((_, j) => cell(j, row)), one.response[0]![row]].join(','))
  writeFileSync(join(folder, 'log.csv'), `${[...names, 'score'].join(',')}\n${lines.join('\n')}\n`)
  return one
}

test.each(LIBRARIES)('text columns of $name', async (library) => {
  const folder = temporaryFolder()
  const one = written(library, folder)
  const assay = cliIn(folder)
  const lists = Object.entries(library.categories)
  const given = lists.flatMap(([feature, values]) => ['--categories', `${feature}=${values.join(',')}`])
  const asked = ['--json', 'explain', '--model', 'model', '--data', 'log.csv', '--out', 'out.csv']
  const ran = await assay(...asked, ...given, '--background', 'log.csv')
  expect(ran.err).toBe('')
  const [header, ...cells] = readFileSync(join(folder, 'out.csv'), 'utf8')
    .trimEnd()
    .split('\r\n')
    .map((line) => line.split(','))
  expect(header!.slice(0, -1)).toHaveLength(library.names.length)
  for (const [row, line] of cells.entries()) {
    const sum = line.reduce((total, value) => total + Number(value), 0)
    expect(Math.abs(sum - one.raw[0]![row]!)).toBeLessThan(library.tolerance)
  }
  if (lists.length > 0) {
    const refused = await assay(...asked, '--background', 'log.csv')
    expect(refused.status).toBe(3)
    expect(JSON.parse(refused.out)).toMatchObject({
      error: { code: 'model/feature-is-text', message: expect.stringContaining('--categories') }
    })
  }

  const columns = library.names.map((name) => `  ${name}: feature`)
  const said = lists.length === 0 ? '' : `, categories: ${JSON.stringify(library.categories)}`
  const plan = `schema: 1
title: Texts
subject: { model: Trees, version: "1" }
use: { purpose: Decides about made-up applications }
inference: { kind: census }
inputs:
  - files: [log.csv]
columns:
${columns.join('\n')}
  score: { role: score, of: favourable }
models:
  - { name: trees, file: model${said} }
assessments:
  explanation: { rows: 100, background: { rows: 10 }, effects: { features: 0 } }
`
  writeFileSync(join(folder, 'plan.yaml'), plan)
  const audit = await assay('audit', 'plan.yaml', '--at', '2026-11-01T12:00:00Z')
  expect(audit.err).toBe('')
  const reports = join(folder, 'assay-project/reports')
  const report = JSON.parse(readFileSync(join(reports, readdirSync(reports)[0]!, 'report.json'), 'utf8')) as {
    predicate: { measures: Measure[] }
  }
  const reproduced = report.predicate.measures.find(({ metric }) => metric === 'scores_reproduced')
  expect(reproduced).toMatchObject({ estimate: 1, n: { group: library.rows } })
})

test('values that --categories does not name are counted, of numbers too', async () => {
  const folder = temporaryFolder()
  const assay = cliIn(folder)
  copyFileSync(join(root, 'test/fixtures/models/xgboost/categories-1.7.json'), join(folder, 'model'))
  const rows = Array.from({ length: 35 }, (_, row) => `${row},${row < 3 ? 99 : 10 * (row % 3)},town ${row}`)
  writeFileSync(join(folder, 'log.csv'), `amount,few,many\n${rows.join('\n')}\n`)
  writeFileSync(join(folder, 'others.csv'), `amount,few,many\n${rows.slice(2).join('\n')}\n`)
  const asked = ['explain', '--model', 'model', '--data', 'log.csv', '--out', 'out.csv', '--background', 'others.csv']
  const many = ['--categories', `many=${MANY.join(',')}`]

  const told = await assay(...asked, '--categories', 'few=0,10,20', ...many)
  expect(told.out).toContain('3 of 35 rows of log.csv have a value of "few" that --categories does not name')
  expect(told.out).toContain('1 of 33 rows of others.csv has a value of "few"')
  expect(told.out).toContain('as the code −1, which stands for none of the listed values')
  const complete = await assay(...asked, '--categories', 'few=0,10,20,99', ...many)
  expect(complete.status).toBe(0)
  expect(complete.out).not.toContain('does not name')
  const { unlisted } = JSON.parse((await assay('--json', ...asked, '--categories', 'few=0,10,20', '--categories', 'many=town 0')).out)
  expect(unlisted).toContainEqual({ feature: 'many', rows: 34, of: 35, named: 'log.csv' })
})
