import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAssay } from '../../src/main/compose'
import type { Finding } from '../../src/shared/model/finding'

/** A log as nothing is wrong with: each defect is planted in it alone, and must be told with its rows; the log itself must raise nothing. */
type Row = Record<string, string | number>

const root = resolve(import.meta.dirname, '../..')
const DAY = 86_400_000
const folders: string[] = []
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })))

function stream(seed: number): () => number {
  let state = seed
  return () => (state = (state * 48271) % 2147483647) / 2147483647
}

const normal = (draw: () => number): number => Math.sqrt(-2 * Math.log(draw())) * Math.cos(2 * Math.PI * draw())

function log(seed: number, rows: number, from: string): Row[] {
  const draw = stream(seed)
  return Array.from({ length: rows }, (_, i) => {
    const income = Math.round(30_000 * Math.exp(0.2 * normal(draw)))
    const debt = Number((20 + 5 * normal(draw)).toFixed(3))
    const risk = 1 / (1 + Math.exp(-(income - 32_000) / 15_000 + (debt - 20) / 10 - normal(draw) / 10))
    return {
      id: `K${seed}-${i}`,
      day: new Date(Date.parse(from) + Math.floor((i * 300) / rows) * DAY).toISOString().slice(0, 10),
      income,
      debt,
      home: ['rent', 'own', 'with family'][Math.floor(draw() * 3)]!,
      children: Math.floor(draw() * 4),
      sex: draw() < 0.5 ? 'f' : 'm',
      score: Number(risk.toFixed(6)),
      approved: risk > 0.5 ? 1 : 0,
      repaid: draw() < risk ? 1 : 0
    }
  })
}

const csv = (rows: readonly Row[]): string => {
  const names = Object.keys(rows[0]!)
  return [names.join(','), ...rows.map((row) => names.map((name) => row[name]).join(','))].join('\n') + '\n'
}

const PLAN = {
  schema: 1,
  title: 'Planted',
  subject: { model: 'Small' },
  use: { purpose: 'Decides about made-up applications' },
  inference: { kind: 'process' },
  inputs: [
    { part: 'reference', files: ['reference.csv'] },
    { part: 'current', files: ['current.csv'] }
  ],
  columns: {
    id: 'id',
    day: 'time',
    income: 'feature',
    debt: 'feature',
    home: 'feature',
    children: 'feature',
    sex: 'protected',
    score: { role: 'score', of: 'favourable', kind: 'probability' },
    approved: { role: 'decision', favourable: ['1'] },
    repaid: { role: 'label', favourable: ['1'] }
  },
  assessments: {
    quality: { reference: 'reference' },
    performance: { reference: 'reference', windows: { calendar: 'month' } }
  }
}

type Found = { findings: Finding[]; text: string }

/** `columns`: uses of further columns, null for those that are not there. */
async function audit(current: readonly Row[], columns: Record<string, unknown> = {}): Promise<Found> {
  const folder = mkdtempSync(join(tmpdir(), 'assay-planted-'))
  folders.push(folder)
  writeFileSync(join(folder, 'reference.csv'), csv(log(11, 3000, '2024-01-01')))
  writeFileSync(join(folder, 'current.csv'), csv(current))
  const uses = Object.entries({ ...PLAN.columns, ...columns }).filter(([, use]) => use !== null)
  writeFileSync(join(folder, 'plan.yaml'), JSON.stringify({ ...PLAN, columns: Object.fromEntries(uses) }))
  const now = (): Date => new Date('2026-01-01T00:00:00Z')
  const assay = createAssay({ root, keysFolder: join(folder, 'keys'), memoryBytes: 2 ** 30, threads: 1, now })
  const job = { name: 'The audit', signal: new AbortController().signal, progress: () => undefined }
  const { statement } = await assay.audit(join(folder, 'project'), { plan: join(folder, 'plan.yaml') }, job)
  return { findings: statement.predicate.findings, text: JSON.stringify(statement) }
}

const clean = log(12, 3000, '2025-01-01')
/** A word of four letters for each number. */
const letters = (i: number): string =>
  ['BDFGHKLMNPRSTV', 'aeiou', 'bdfgklmnprst', 'aeiou'].reduce(
    (word, from, at) => word + from[Math.floor(i / [1, 14, 70, 840][at]!) % from.length]!,
    ''
  )

const everyHundredth = (i: number): boolean => i % 100 === 40

/** One defect in each column that has one, in the 41st row and every hundredth after it. */
function withBadCells(): Row[] {
  const rows = clean.map((row, i): Row => {
    const further = {
      ...row,
      claim: row['repaid'] === 1 ? '' : `C${i % 40}`,
      contact: `anna.${i}@example.org`,
      tel: `+49 30 55${1000 + i}`,
      ssn: `5${10 + (i % 80)}-${11 + (i % 70)}-${1000 + i}`,
      person: `${['Anna', 'Boris', 'Clara', 'David'][i % 4]} ${letters(i)}er`,
      kept: i % 50 === 40 ? '' : (i * 7) % 90
    }
    if (!everyHundredth(i)) return further
    return { ...further, id: 'K12-7', home: 'boat', children: 1.5, debt: 900, income: -1, day: '2031-02-03' }
  })
  const withGap = rows.map((row): Row => (row['day']! > '2025-04-02' && row['day']! < '2025-04-21' ? { ...row, day: '2025-04-21' } : row))
  const again = rows.slice(0, 30)
  const nearly = rows.slice(50, 80).map((row, i): Row => ({ ...row, id: `again ${i}`, home: String(row['home']).toUpperCase() }))
  return [...withGap, ...again, ...nearly]
}

/** Columns lost, too many, moved, of another type and in another unit; one that is always the same and one that is the label. */
const withBadColumns = (): Row[] =>
  clean.map(({ sex, ...row }, i): Row => ({
    sex: sex!,
    ...Object.fromEntries(Object.entries(row).filter(([name]) => name !== 'children')),
    income: Number(row['income']) * 100,
    home: 'own',
    debt: `${row['debt']!} EUR`,
    shoe: i % 12,
    settled: Number(row['repaid']) * 10 + (i % 7)
  }))

const conditionOf = ({ findings }: Found, title: string): string => {
  const found = findings.find((one) => one.title.startsWith(title))
  expect(found, `${title} among ${findings.map((one) => one.title).join('; ')}`).toBeDefined()
  expect(found!.evidence.length).toBeGreaterThan(0)
  return found!.condition.replaceAll('\u202f', ' ')
}

describe('defects planted in a clean log', () => {
  it('the log itself raises nothing', async () => {
    const { findings } = await audit(clean)
    expect(findings.map(({ title }) => title)).toEqual(['Completeness and origin not tested'])
  })

  describe('in its cells and rows', () => {
    let found: Found
    beforeAll(async () => {
      const feature = { claim: 'feature', contact: 'feature', tel: 'feature', ssn: 'feature', person: 'feature', kept: 'feature' }
      found = await audit(withBadCells(), feature)
    })

    it.each([
      ['Values are missing in', /kept: 2\.0 % of the rows \(6\d\), the first in rows 41, 91, 141/],
      ['Values that the reference never has in', /home: 2\.0 % of the rows \(60\), the first in rows 41, 141/],
      ['Fractions among whole numbers in', /children: 1\.0 % of the rows \(30\), the first in rows 41, 141/],
      ['Outliers in', /debt: 1\.0 % of the rows \(30\), the first in rows 41, 141/],
      ['Numbers outside the range of the reference in', /debt: 1\.1 % of the rows \(33\), the first in rows 41, 141/],
      ['Times in the future in', /day: 1\.0 % of the rows \(30\), the first in rows 41, 141.* after 2026-01-01/],
      ['Gaps in time in', /18 days between 2025-04-02 and 2025-04-21/],
      ['Ids repeat in', /id: 2\.0 % of the rows \(60\), the first in rows 41, 141/],
      ['Rows are there more than once', /1\.0 % of the rows \(30\), the first in rows 3001, 3002/],
      ['Rows are nearly the same', /1\.0 % of the rows \(30\), the first in rows 3031, 3032/],
      ['The label may leak into', /^claim: 100\.0 % [^.]* and whether it has a value 100 %\.$/]
    ])('%s', (title, told) => {
      expect(conditionOf(found, title)).toMatch(told)
    })

    it('personal data are told and in no export', () => {
      const told = conditionOf(found, 'Values like personal data in')
      for (const column of ['contact', 'tel', 'ssn', 'person']) expect(told).toMatch(new RegExp(`${column}: 100\\.0 % of the rows`))
      for (const planted of ['anna.41@', '+49 30 551', '511-12-100', 'Clara Fa']) expect(found.text).not.toContain(planted)
    })
  })

  it('in its columns', async () => {
    const found = await audit(withBadColumns(), { children: null, shoe: 'feature', settled: 'feature' })
    const schema = conditionOf(found, 'The columns are not those of the reference')
    for (const told of ['missing: children', 'extra: shoe and settled', 'debt (number, now', 'moved: sex']) expect(schema).toContain(told)
    expect(conditionOf(found, 'Another unit is likely in')).toMatch(/^income: .*about 100 times/)
    expect(conditionOf(found, 'One value only in')).toMatch(/^home/)
    expect(conditionOf(found, 'The label may leak into')).toMatch(/^settled: .*AUC of 1\.000/)
  })

  it('among rows of the reference', async () => {
    const found = await audit([...clean.slice(60), ...log(11, 3000, '2024-01-01').slice(0, 60)])
    expect(conditionOf(found, 'Rows of the reference are in the part as well')).toMatch(/2\.0 % of the rows \(60\), the first in rows 2941/)
  })
})
