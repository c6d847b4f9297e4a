import { spawnSync, execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { extractAttachments } from '../../../src/main/print/attachments'
import { readDocument } from '../../../src/main/print/pdf-document'
import { printableText } from '../../../src/main/print/printable'
import { createTypesetter } from '../../../src/main/print/typesetter'
import { attachment, fonts, pageData, TIME, typesetter } from '../../fixtures/evidence/signing'

const hasPdftotext = spawnSync('which', ['pdftotext']).status === 0
const folder = mkdtempSync(join(tmpdir(), 'typesetter-'))
afterAll(() => rmSync(folder, { recursive: true }))

const latin1 = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1')
const setting = async (body: string, data = pageData('x'), attachments = [attachment('a.json', Buffer.from('{}'))]) => {
  const source = `#let document(data) = { set std.document(title: "t"); set text(font: "Source Serif 4", fallback: false, lang: "en"); ${body} }`
  const printer = await createTypesetter({ templates: new Map([['t.typ', Buffer.from(source)]]), fonts })
  return printer.render({ template: 't', data, attachments, date: TIME })
}
const printed = (pdf: Uint8Array): string => {
  writeFileSync(join(folder, 'p.pdf'), pdf)
  return execFileSync('pdftotext', ['-layout', '-nopgbrk', join(folder, 'p.pdf'), '-'], { encoding: 'utf8' })
}

describe('the typesetter', () => {
  it('makes a tagged PDF/A-3a, the same bytes again, dated with the claimed time', async () => {
    const [first, second] = [await setting('data.title'), await setting('data.title')]
    expect(Buffer.compare(first, second)).toBe(0)
    const text = latin1(first)
    for (const part of [
      '<pdfaid:part>3<',
      '<pdfaid:conformance>A<',
      '/MarkInfo <<',
      '/CreationDate (D:20261123100000Z)',
      '<xmp:CreateDate>2026-11-23T10:00:00Z<',
      '/Lang (en)'
    ])
      expect(text).toContain(part)
  })

  it('embeds the fonts handed in, under private names, and no other', async () => {
    const families = ['Source Serif 4', 'Source Sans 3', 'Source Code Pro']
    const styles = families.flatMap((family) =>
      [400, 600, 700].flatMap((weight) =>
        ['normal', 'italic'].map((style) => `text(font: "${family}", weight: ${weight}, style: "${style}", "a")`)
      )
    )
    const found = new Set([...latin1(await setting(styles.join('; '))).matchAll(/\/FontName \/[A-Z]{6}\+(\S+)/g)].map((match) => match[1]))
    expect(found.size).toBe(11)
    for (const name of found) expect(name).toMatch(/^AssaySource(Serif4|Sans3|CodePro)-(Regular|Italic|SemiBold|Bold)$/)
  })

  it.each([
    ['a font of the host or of Typst itself', 'raw("x")', 'print/foreign-font'],
    ['a family that nobody has', 'text(font: "No Such Family", "x")', 'print/template'],
    ['a character that the fonts lack', 'text("漢")', 'print/template'],
    ['a link', 'link("https://example.org")[x]', 'print/forbidden-content'],
    ['an inner link', '[#heading("a") <a> #link(<a>)[x]]', 'print/forbidden-content'],
    ['a file of the host', 'read("/etc/passwd")', 'print/template'],
    ['a file above the root', 'read("../../../etc/passwd")', 'print/template'],
    ['a package', '{import "@preview/cetz:0.3.1"}', 'print/template'],
    ['the clock', 'str(datetime.today().year())', 'print/template'],
    ['a picture without alt text', '$x$', 'print/template'],
    ['a fault', 'panic("no")', 'print/template']
  ])('refuses templates with %s', async (_, body, code) => {
    await expect(setting(body)).rejects.toMatchObject({ code })
  })

  it('gives back the files it embedded, in order of names', async () => {
    const big = Buffer.alloc(300_000, 'group,n\n')
    const files = [
      attachment('z.csv', big, { mime: 'text/csv', relationship: 'source' }),
      attachment('a-1.json', Buffer.from('{"%%EOF":"stream\\nendstream endobj"}')),
      attachment('b.bin', Buffer.from([0, 255, 10, 13]), {
        mime: 'application/octet-stream',
        relationship: 'supplement',
        description: 'odd (bytes) \\ here'
      })
    ]
    const found = extractAttachments(readDocument(await setting('data.title', pageData('x'), files)))
    expect(found.map(({ name }) => name)).toEqual(['a-1.json', 'b.bin', 'z.csv'])
    for (const file of files) expect(found.find(({ name }) => name === file.name)).toEqual({ ...file, bytes: new Uint8Array(file.bytes) })
    const pdf = latin1(await setting('data.title', pageData('x'), files))
    for (const relationship of ['/AFRelationship /Source', '/AFRelationship /Data', '/AFRelationship /Supplement'])
      expect(pdf).toContain(relationship)
  })

  it('refuses attachments whose names are paths, twice there, or undescribed', async () => {
    for (const name of ['../x', 'a/b', '', '.x', 'ä.csv', 'x'.repeat(101)])
      await expect(setting('data.title', pageData('x'), [attachment(name, Buffer.from('x'), { description: 'd' })])).rejects.toMatchObject({
        code: 'print/bad-attachment'
      })
    await expect(
      setting('data.title', pageData('x'), [attachment('a', Buffer.from('x')), attachment('a', Buffer.from('y'))])
    ).rejects.toMatchObject({ code: 'print/bad-attachment' })
    await expect(setting('data.title', pageData('x'), [attachment('a', Buffer.from('x'), { description: '' })])).rejects.toMatchObject({
      code: 'print/bad-attachment'
    })
  })

  it('names what decides its bytes', async () => {
    const { digests } = await typesetter()
    expect(digests.typst).toBe('0.14.2')
    const changed = await createTypesetter({ templates: new Map([['probe.typ', Buffer.from('x')]]), fonts })
    expect(changed.digests.templates).not.toBe(digests.templates)
    expect(changed.digests.fonts).toBe(digests.fonts)
    expect(latin1(await setting('data.title'))).toContain(`/Creator (Typst ${digests.typst})`)
  })
})

describe.skipIf(!hasPdftotext)('text of the data (skipped: pdftotext not installed)', () => {
  it.each([
    '#panic("injected")',
    '@label',
    '$x^2$',
    '*strong* _emph_ `raw`',
    '\\u{41} \\ #{',
    '[content] #[x]',
    '#import "x": *',
    '// comment',
    '/* comment */',
    '= Heading',
    '- item',
    '+ item',
    '/ term: x',
    '<label>',
    'https://example.org',
    '"quotes" \'single\'',
    '#let x = 1',
    '--- -- ...',
    '~',
    "#read('/etc/passwd')",
    'Łódź, Ελλάδα, Київ, Tiếng Việt'
  ])('is printed as it is: %s', async (text) => {
    const pdf = await setting('for line in data.lines { block(line) }', pageData('x', ['BEGIN', text, 'END']))
    expect(printed(pdf).replace(/\s+/g, ' ').trim()).toBe(`BEGIN ${text} END`.replace(/\s+/g, ' '))
  })

  it('is printed by number where no font has the character, or it would turn the text', async () => {
    expect(printed(await setting('data.title', pageData('漢 a\u202eb\u0000c\u200bd\u{1f600}')))).toContain(
      '‹U+6F22› a‹U+202E›b‹U+0000›c‹U+200B›d‹U+1F600›'
    )
  })

  it('of 100,000 characters is cut, and says so; a run without spaces is broken', async () => {
    expect(printed(await setting('data.title', pageData('a'.repeat(100_000))))).toContain('(100000 characters, whole in the attached JSON)')
    expect(
      printableText('b'.repeat(250), () => true)
        .split(' ')
        .map(({ length }) => length)
    ).toEqual([100, 100, 50])
  })
})
