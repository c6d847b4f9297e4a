import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { canonicalJson } from '../../src/main/core/evidence/canonical-json'
import { reportDocument } from '../../src/main/core/report/document'
import { createTypesetter } from '../../src/main/print/typesetter'
import type { Block } from '../../src/main/core/report/blocks'
import type { Typesetter } from '../../src/main/ports/print'
import type { Report } from '../../src/shared/model/report'
import { fonts } from '../fixtures/evidence/signing'
import { fixtureReport, fixtureSignOffs, fixtureStatement } from '../fixtures/report/make-report'

const folder = resolve(import.meta.dirname, '../../resources/templates')
const templates = new Map(readdirSync(folder).map((name): [string, Uint8Array] => [name, readFileSync(join(folder, name))]))
const scratch = mkdtempSync(join(tmpdir(), 'pages-'))
const poppler = spawnSync('pdftotext', ['-v']).status === 0
let typesetter: Typesetter
let genuine: Uint8Array
beforeAll(async () => {
  typesetter = await createTypesetter({ templates, fonts })
  genuine = await pages(fixtureReport())
})
afterAll(() => rmSync(scratch, { recursive: true }))

/** Typst's warnings are errors of the typesetter, as are glyphs that the fonts lack. */
const pages = (report: Report): Promise<Uint8Array> =>
  typesetter.render({
    template: 'report',
    data: canonicalJson(reportDocument(fixtureStatement(report), fixtureSignOffs())),
    attachments: [],
    date: '2025-04-07T10:51:00Z'
  })

function text(pdf: Uint8Array): string[] {
  const file = join(scratch, 'report.pdf')
  writeFileSync(file, pdf)
  return spawnSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8', maxBuffer: 1e9 }).stdout.split('\f')
}

describe('the pages of the fixture report', () => {
  it('are the same bytes twice', async () => {
    expect(Buffer.from(await pages(fixtureReport())).equals(Buffer.from(genuine))).toBe(true)
  })

  it.skipIf(!poppler)('have a cover on one page, heads, feet and every section', () => {
    const [cover = '', contents = '', ...rest] = text(genuine)
    expect(cover).toMatch(/Selection rate ratio\s+E-0002[\s\S]+not met[\s\S]+dissents[\s\S]+Assay computes/)
    expect(contents).toMatch(/Contents[\s\S]+11\s+Changes and comparability/)
    for (const page of [contents, ...rest].filter((page) => page.trim() !== '')) expect(page).toMatch(/Aurora[\s\S]+\d+ of \d+/)
  })

  it.skipIf(!poppler)('keep the cover on one page with six primary criteria', async () => {
    const report = fixtureReport()
    const six = [...report.verdicts, ...report.verdicts].slice(0, 6).map((verdict) => ({ ...verdict, primary: true }))
    const [, second = ''] = text(await pages({ ...report, verdicts: six }))
    expect(second).toContain('Contents')
  })

  it.skipIf(!poppler)('print markup, code and other scripts as the text they are', async () => {
    const report = fixtureReport()
    const hostile = '#read("/etc/passwd") *bold* $x$ ]#panic() \\u{41} @ref <label> \u202Egnp.exe עברית 🙂'
    const plan = { ...report.plan.effective, title: hostile, not_tested: [hostile] }
    const [cover = ''] = text(await pages({ ...report, plan: { ...report.plan, effective: plan } }))
    const flat = cover.replace(/\s+/g, ' ')
    expect(flat).toContain('#read("/etc/passwd") *bold* $x$ ]#panic() \\u{41} @ref <label>')
    expect(flat).toContain('‹U+202E›')
  })

  const axis = { title: '', ticks: [] }
  const eight = <T>(panel: T): (T & { title: string })[] => Array.from({ length: 8 }, (_, at) => ({ ...panel, title: `Panel ${at}` }))
  const figures: Block[] = [
    { kind: 'calibration', caption: 'Figure', alt: 'Eight panels', panels: eight({ points: [] }) },
    { kind: 'dependence', caption: 'Figure', alt: 'Eight panels', panels: eight({ x: axis, y: axis, cells: [], said: '' }) },
    {
      kind: 'curves',
      caption: 'Figure',
      alt: 'Eight panels',
      panels: eight({ x: axis, y: axis, series: [], density: [], band: null, marks: [] })
    },
    {
      kind: 'timeline',
      caption: 'Figure',
      alt: 'Eight panels',
      note: '',
      panels: eight({ y: axis, band: null, zero: null, lines: [], marks: [], points: [], labels: [] })
    }
  ]
  it.skipIf(!poppler).each(figures)('turn the page between two rows of panels: $kind', async (figure) => {
    const filler = Array.from({ length: 27 }, (): Block => ({ kind: 'paragraph', text: 'Filler' }))
    const document = { ...reportDocument(fixtureStatement(), fixtureSignOffs()), blocks: [...filler, figure] }
    const pdf = await typesetter.render({
      template: 'report',
      data: canonicalJson(document),
      attachments: [],
      date: '2025-04-07T10:51:00Z'
    })
    const [, first = '', second = ''] = text(pdf)
    expect(first).toMatch(/Filler[\s\S]+Figure[\s\S]+Panel 0/)
    expect(first + second).toMatch(/Panel 1[\s\S]+Panel 7/)
    expect(first).not.toContain('Panel 7')
  })
})
