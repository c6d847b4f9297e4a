import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Block, Document, Table } from '../../../../src/main/core/report/blocks'
import { MOST_ROWS, reportDocument } from '../../../../src/main/core/report/document'
import { SIGNATURE_BOX } from '../../../../src/main/core/report/reproduction'
import { canonicalJson } from '../../../../src/main/core/evidence/canonical-json'
import { grouped, sha256Hex } from '../../../../src/main/core/evidence/digest'
import type { Report } from '../../../../src/shared/model/report'
import { reportStatement } from '../../../../src/shared/model/report'
import { privateFont } from '../../../../src/main/print/fonts'
import { typographic } from '../../../../src/main/core/report/typographic'
import type { Measure } from '../../../../src/shared/model/measure'
import { METRICS } from '../../../../src/shared/model/metrics'
import { count } from '../../../../src/shared/words/format'
import { fonts } from '../../../fixtures/evidence/signing'
import { fixtureReport, fixtureSignOffs, fixtureStatement, RACE } from '../../../fixtures/report/make-report'

const printed = (report: Report = fixtureReport()): Document => reportDocument(fixtureStatement(report), fixtureSignOffs())
const tables = (document: Document): Table[] => document.blocks.filter((block): block is Table => block.kind === 'table')
const texts = (value: unknown): string[] =>
  typeof value === 'string' ? [value] : value !== null && typeof value === 'object' ? Object.values(value).flatMap(texts) : []
const cellText = (cell: Table['rows'][number][number] | undefined): string => (typeof cell === 'object' ? cell.text : (cell ?? ''))
const withPlan = (change: Partial<Report['plan']['effective']>): Report => {
  const report = fixtureReport()
  return { ...report, plan: { ...report.plan, effective: { ...report.plan.effective, ...change } } }
}
const sections = (document: Document): string[] =>
  document.blocks.flatMap((b: Block) => (b.kind === 'heading' && b.level === 1 ? [`${b.number} ${b.text}`] : []))

describe('the printed document', () => {
  const document = printed()

  it('rests on a report that the schema accepts', () => expect(reportStatement.safeParse(fixtureStatement()).success).toBe(true))

  it('speaks of no intervals where a census has none', () => {
    const census = withPlan({ inference: { kind: 'census' } })
    const observed = {
      ...census,
      population: census.population.map((part) => ({ ...part, clusters: null })),
      verdicts: census.verdicts.map((verdict) => ({ ...verdict, decides: 'point' as const }))
    }
    const said = texts(printed(observed)).join('\n')
    expect(said).toContain('figures count rows, not persons')
    expect(said).toContain('decided by the point estimate, since a census has no intervals')
    expect(said).not.toMatch(/too narrow|^interval, primary/m)
    expect(texts(document).join('\n')).toMatch(/^interval, primary/m)
  })

  it('has every section in order, also where there is nothing to say', () => {
    const empty = {
      ...withPlan({ criteria: [], assessments: {}, packs: [] }),
      measures: [],
      verdicts: [],
      findings: [],
      packs: [],
      tables: [],
      population: [],
      scans: []
    }
    const expected = [
      '2 Scope and plan',
      '3 Data',
      '4 Findings',
      '5 Results',
      '6 Regulator’s tables',
      '7 Limitations',
      '8 Methods',
      '9 Reproduction',
      '10 Evidence index',
      '11 Changes and comparability'
    ]
    expect(sections(document)).toEqual(expected)
    const bare = reportDocument(fixtureStatement(empty), [])
    expect(sections(bare)).toEqual(expected)
    expect(bare.cover.signaturesNote).toContain('Nobody has signed')
    expect(bare.cover.criteriaNotes.join()).toContain('passes no verdict')
    expect(texts(bare).join('\n')).toContain('fairness, drift between parts')
  })

  it('names the digest of the statement’s canonical JSON', () => {
    const digest = grouped(sha256Hex(canonicalJson(fixtureStatement())))
    expect([document.cover.digest, document.head.digest]).toEqual([digest, digest])
  })

  it('prints the box word for word', () => {
    const law =
      'This signature shows that these bytes are unchanged since someone holding key X signed them. It does not show who that person is, when they signed, that the data are complete, true or from production, that other analyses were not run, or that the conclusions are right.'
    expect(SIGNATURE_BOX).toEqual([law, 'Assay computes; it gives no opinion, assurance or legal conclusion.'])
    expect(document.blocks).toContainEqual({ kind: 'box', paragraphs: SIGNATURE_BOX })
  })

  it('shows every primary criterion with its estimate, threshold and verdict, and both counts', () => {
    expect(document.cover.criteria.map((c) => [c.id, c.estimate, c.threshold, c.observed, c.verdict, c.evidence])).toEqual([
      ['approval-sex', '0.930', '≥ 0.8', 'not crossed', 'pass', 'E-0001'],
      ['approval-race', '0.705', '≥ 0.8', 'crossed', 'fail', 'E-0002'],
      ['opportunity-race', '−0.09', '−0.1 to 0.1', 'not crossed', 'insufficient', 'E-0003'],
      ['approval-crossing', '0.632', '≥ 0.8', 'crossed', 'fail', 'E-0004']
    ])
    expect(document.cover.criteriaNotes.join(' ')).toContain(
      '1 met on this evidence, 2 not met, 1 with insufficient evidence. Not met: 2 unadjusted, 2 after Holm’s adjustment over 4 comparisons.'
    )
    expect(document.cover.findings.map((f) => f.severity)).toEqual(['critical', 'high', 'moderate'])
  })

  it('finds every evidence id in the index, once', () => {
    const index = tables(document).filter((t) => t.columns[0]?.title === 'Id' && ['Measure', 'Group'].includes(t.columns[1]?.title ?? ''))
    const ids = index.flatMap((t) => t.rows.map((row) => cellText(row[0])))
    expect(new Set(ids).size).toBe(ids.length)
    const used = new Set(texts(document).flatMap((text) => text.match(/E-\d{4}/g) ?? []))
    expect([...used].filter((id) => !ids.includes(id) && id !== 'E-0001 …')).toEqual([])
    expect(ids.length).toBe(fixtureReport().measures.length)
  })

  it('gives every picture an alternative text and a table with the same figures after it', () => {
    document.blocks.forEach((block, at) => {
      if (block.kind !== 'forest' && block.kind !== 'calibration' && block.kind !== 'bars') return
      expect(block.alt.length).toBeGreaterThan(30)
      const twin = document.blocks[at + 1]
      expect(twin?.kind).toBe('table')
      if (block.kind !== 'forest' || twin?.kind !== 'table') return
      const cells = twin.rows.map((row) => row.map(cellText).join(' '))
      for (const row of block.rows) expect(cells.some((text) => text.includes(row.text.split('  ')[0] ?? ''))).toBe(true)
    })
  })

  it('leaves a crossing that the plan does not name to the attached JSON', () => {
    const unnamed = printed(withPlan({ groups: { ...fixtureReport().plan.effective.groups, crossings: [] } }))
    const group = (doc: Document): string => texts(doc.blocks.filter((b) => b.kind === 'table')).join('\n')
    expect(group(document)).toContain('White × Female')
    expect(group(unnamed)).not.toContain('White × Female')
    expect(group(unnamed)).toContain('Black or African American × Female')
    expect(texts(unnamed).join('\n')).toMatch(/measures are in the attached report\.json only/)
  })

  it('answers every attribute and named crossing, however many further measures there are', () => {
    const report = fixtureReport()
    const [one] = report.measures
    const further = Array.from({ length: 3000 }, (_, i): Measure => ({
      ...one!,
      id: `fairness/accuracy/age=${i}`,
      metric: 'accuracy',
      group: { age: String(i) },
      reference: null
    }))
    const document = printed({ ...report, measures: [...further, ...report.measures] })
    const rows = (caption: string): string[][] =>
      tables(document)
        .filter((t) => t.caption === caption)
        .flatMap((t) => t.rows.map((row) => row.map(cellText)))
    for (const what of ['sex', RACE, `${RACE} × sex`]) {
      const answered = rows(`Selection rate ratio by ${what}`)
      expect(answered.length).toBeGreaterThan(1)
      for (const row of answered) expect([row[2], row.at(-1)]).toEqual([expect.stringMatching(/%$/), expect.stringMatching(/^E-\d{4}/)])
    }
    const said = texts(document).find((text) => text.startsWith('1400 measures of'))
    const left = further.length + report.measures.length - 1400
    expect(said).toContain(
      `${count(left)} more of these have no room here; those that section 5 shows come first. ${count(left)} measures are`
    )
  })

  it('keeps what is cited in the index where other tables leave it less room', () => {
    const report = fixtureReport()
    const further = Array.from({ length: 1300 }, (_, i): Measure => ({ ...report.measures[0]!, id: `fairness/z/${i}`, metric: 'accuracy' }))
    const findings = Array.from({ length: 500 }, () => report.findings[0]!)
    const full = printed({ ...report, measures: [...further, ...report.measures], findings })
    const ids = tables(full)
      .filter((t) => t.columns[0]?.title === 'Id' && ['Measure', 'Group'].includes(t.columns[1]?.title ?? ''))
      .flatMap((t) => t.rows.map((row) => cellText(row[0])))
    const cited = texts(full).flatMap((text) => text.match(/E-\d{4}/g) ?? [])
    expect(cited.filter((id) => !ids.includes(id))).toEqual([])
    expect(ids.length).toBeLessThan(1400)
    expect(tables(full).reduce((sum, t) => sum + t.rows.length, 0)).toBe(MOST_ROWS)
  })

  it('shows how outcomes differ where nothing was decided', () => {
    const report = fixtureReport()
    const outcomes = report.measures.flatMap((m): Measure[] =>
      m.metric === 'selection_rate'
        ? [{ ...m, metric: 'base_rate' }]
        : m.metric === 'selection_rate_ratio'
          ? [{ ...m, metric: 'base_rate_ratio' }]
          : []
    )
    const document = printed({ ...report, measures: outcomes, verdicts: [], findings: [] })
    expect(document.blocks.filter((b) => b.kind === 'forest').map((b) => b.caption)).toContain('Base rate ratio by sex, against Male')
    expect(tables(document).find((t) => t.caption === 'Base rate ratio by sex')?.rows.length).toBe(3)
  })

  it('shows the rates of each stratum of a control', () => {
    const report = fixtureReport()
    const strata = ['north', 'south'].flatMap((region) =>
      report.measures
        .filter((m) => m.metric.startsWith('selection_rate') && Object.keys(m.group ?? {}).join() === 'sex')
        .map((m): Measure => ({ ...m, id: `${m.id}&region=${region}`, at: { ...m.at, control: `region=${region}` } }))
    )
    const found = tables(printed({ ...report, measures: [...report.measures, ...strata] })).find((t) =>
      t.caption.endsWith('stratum by stratum')
    )
    expect(found?.heads?.map(({ text }) => text)).toEqual(['region = north', 'region = south'])
    expect(found?.rows.map((row) => cellText(row[0]))).toEqual(['Female', 'unknown', 'Male', 'Female', 'unknown', 'Male'])
    for (const row of found?.rows ?? []) expect(cellText(row.at(-1))).toMatch(/^E-\d{4}/)
  })

  it('names the metric of every measure in its index', () => {
    const report = fixtureReport()
    const [bin] = report.measures.filter((m) => m.metric === 'calibration_bin_rate')
    const index = tables(printed({ ...report, measures: [...report.measures, { ...bin!, id: 'fairness/bin', group: null }] }))
    const cells = index.find((t) => t.caption === 'Measures of all rows')?.rows.map((row) => cellText(row[1]))
    expect(cells).toEqual(['Base rate in bin, bin 0'])
  })

  it('prints at most 2,000 rows and says what it leaves out', () => {
    const report = fixtureReport()
    const wide = Array.from({ length: 900 }, (_, i) => ({ ...report.data[0]!.columns[0]!, name: `column ${i}`, stored: `c${i}` }))
    const many = Array.from({ length: 20_000 }, (_, i) => ({ ...report.measures[i % report.measures.length]!, id: `fairness/x/${i}` }))
    const full = printed({
      ...report,
      data: [{ ...report.data[0]!, columns: wide }],
      measures: [...report.measures, ...many.slice(report.measures.length)],
      findings: Array.from({ length: 700 }, () => report.findings[0]!)
    })
    const rows = tables(full).reduce((sum, t) => sum + t.rows.length, 0)
    expect(rows).toBeLessThanOrEqual(MOST_ROWS)
    expect(texts(full).join('\n')).toContain('rows are printed; all are in the attached report.json')
    const attached = tables(full).find((t) => t.caption === 'Attached files')
    expect(attached?.rows.map((cells) => cellText(cells[0]))).toEqual(expect.arrayContaining(['report.json', 'plan.yaml']))
  })

  it('tells the roles of the plan, not what the import guessed, and the digests of model files', () => {
    const report = fixtureReport()
    const [named] = Object.keys(report.plan.effective.columns)
    const guessed = report.data.map((part) => ({
      ...part,
      columns: part.columns.map((column) => ({ ...column, role: 'latency' as const }))
    }))
    const model = { name: 'm', file: 'm.json', sha256: 'ab'.repeat(32), library: 'x', features: 1, output: 'score' }
    const document = printed({ ...report, data: guessed, models: [{ ...report.models[0], ...model }] as Report['models'] })
    const rows = tables(document).find((t) => t.caption === 'Columns and their roles')?.rows ?? []
    expect(rows.map((cells) => cellText(cells[1]))).not.toContain('latency')
    const role = report.plan.effective.columns[named!]!.role.replaceAll('_', ' ')
    expect(rows.find((cells) => cellText(cells[0]) === named)?.map(cellText)[1]).toBe(role)
    expect(document.cover.subject.find(({ term }) => term === 'Model file')?.text).toBe(grouped(model.sha256))
  })

  it('cites as evidence only what its index has', () => {
    const report = fixtureReport()
    const [first] = report.findings
    const beyond = report.measures.find(({ at }) => at.control?.includes('=')) ?? report.measures[0]!
    const far = { ...beyond, id: 'fairness/x/far', group: { a: '1', b: '2' }, at: { control: 'c=1' } }
    const document = printed({
      ...report,
      measures: [...report.measures, far],
      findings: [{ ...first!, evidence: [far.id, far.id, report.measures[0]!.id] }]
    })
    const cited = document.blocks.flatMap((b) => (b.kind === 'findings' ? b.items : [])).flatMap(({ parts }) => parts)
    expect(cited.find(({ term }) => term === 'Evidence')?.text).toMatch(/^E-\d{4} and 1 more$/)
  })

  it('masks small cells where the plan says so', () => {
    const masked = printed(withPlan({ suppress_below: 50 }))
    const noted = (t: Table): boolean => t.notes.some((text) => text.startsWith('· : masked'))
    const of = (caption: string): Table => tables(masked).find((t) => t.caption === caption)!
    expect([noted(of('Selection rate ratio by sex')), noted(of(`Selection rate ratio by ${RACE}`))]).toEqual([false, true])
    const row = tables(masked)
      .flatMap((t) => t.rows)
      .find((cells) => cellText(cells[0]) === 'Native American or Alaska Native' && cells.length > 5)
    expect(row?.map(cellText).slice(1, 5)).toEqual(['< 50', '·', '·', '·'])
    const forest = masked.blocks
      .flatMap((b) => (b.kind === 'forest' ? b.rows : []))
      .filter((r) => r.label === 'Native American or Alaska Native')
    expect(forest.map((r) => r.mark)).toEqual(forest.map(() => null))
  })

  it('calls only the reference group so, never the unknown', () => {
    const rows = tables(document)
      .flatMap((t) => t.rows)
      .filter((row) => row.some((cell) => cellText(cell) === 'reference'))
    expect(new Set(rows.map((row) => cellText(row[0])))).toEqual(new Set(['Male', 'White', 'White × Male']))
  })

  it('shows each group once in a table of results, against one reference', () => {
    const report = fixtureReport()
    const favoured = report.measures.flatMap((m) =>
      m.metric === 'selection_rate_ratio' && m.reference !== null && 'group' in m.reference
        ? [{ ...m, id: `${m.id}~`, reference: { ...m.reference, by: 'most-favoured' as const } }]
        : []
    )
    const both = printed({ ...report, measures: [...report.measures, ...favoured] })
    for (const t of tables(both).filter(
      (one) => one.columns.at(-1)?.title === 'Evidence' && one.caption.startsWith('Selection rate ratio by')
    )) {
      const groups = t.rows.map((row) => cellText(row[0]))
      expect(new Set(groups).size).toBe(groups.length)
    }
  })

  it('never calls the unknown the largest gap, and reconciles groups with rows', () => {
    const said = document.blocks.flatMap((b) => (b.kind === 'paragraph' && b.text.startsWith('The largest gap') ? [b.text] : []))
    expect(said.length).toBeGreaterThan(3)
    expect(said.filter((text) => text.includes('of unknown'))).toEqual([])
    const sums = tables(document)
      .flatMap((t) => t.rows)
      .filter((row) => cellText(row[0]).startsWith('Σ'))
    expect(sums.map((row) => row.map(cellText).slice(1))).toEqual([
      ['20\u202f000', '100.0\u202f%'],
      ['20\u202f000', '100.0\u202f%']
    ])
  })
})

describe('characters', () => {
  it('of every metric are in all three families of fonts', () => {
    const owned = [...fonts].map(([name, bytes]) => privateFont(name, bytes))
    const missing = texts(typographic(METRICS)).flatMap((text) =>
      Array.from(text).filter((c) => !owned.every((font) => font.covers(c.codePointAt(0) ?? 0)))
    )
    expect(missing).toEqual([])
  })
})

describe('words', () => {
  const BANNED =
    /\b(compliant|certified|fair|unbiased|bias-free|no (adverse|disparate) impact|adverse impact|audit opinion|explains|because of)\b/i

  it('that the product never uses are in no sentence of its own', () => {
    expect(texts(printed()).filter((text) => BANNED.test(text))).toEqual([])
    expect(BANNED.test('the model is fair')).toBe(true)
  })

  it('nor in its templates', () => {
    const folder = resolve(import.meta.dirname, '../../../../resources/templates')
    for (const name of readdirSync(folder)) expect(readFileSync(resolve(folder, name), 'utf8')).not.toMatch(BANNED)
  })
})
