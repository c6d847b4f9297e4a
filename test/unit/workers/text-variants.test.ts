import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { workspace } from './reader-harness'

const { importText, importFiles, write, store, fileOf } = workspace()
const TEXT = 'name;montant;né le;actif\nÉlodie;1,5;13/02/1990;oui\nŁukasz;-2,25;01/12/1985;non\nZoë;;28/02/2001;oui\n'
const LATIN = TEXT.replace('Łukasz', 'Lukasz')
const utf16be = (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()

test.each<[string, string | Uint8Array, string]>([
  ['utf-8.csv', TEXT, 'utf-8'],
  ['bom.csv', `\uFEFF${TEXT}`, 'utf-8'],
  ['crlf.csv', TEXT.replaceAll('\n', '\r\n'), 'utf-8'],
  ['packed.csv.gz', gzipSync(TEXT), 'utf-8'],
  ['utf-16le.csv', Buffer.from(`\uFEFF${TEXT}`, 'utf16le'), 'utf-16le'],
  ['utf-16be.csv', utf16be(TEXT), 'utf-16be'],
  ['no-mark.csv', Buffer.from(TEXT, 'utf16le'), 'utf-16le'],
  ['windows-1252.csv', Buffer.from(LATIN, 'latin1'), 'windows-1252'],
  ['packed-1252.csv.gz', gzipSync(Buffer.from(LATIN, 'latin1')), 'windows-1252'],
  ['tabs.tsv', TEXT.replaceAll(';', '\t'), 'utf-8'],
  ['bars.txt', TEXT.replaceAll(';', '|'), 'utf-8']
])('%s', async (name, content, encoding) => {
  const manifest = await importText(name, content)
  expect(manifest.reading).toMatchObject({ encoding, decimal: ',', header: true })
  expect(manifest.columns.map(({ name, type, missing }) => [name, type, missing])).toEqual([
    ['name', 'category', 0],
    ['montant', 'number', 1],
    ['né le', 'date', 0],
    ['actif', 'boolean', 0]
  ])
  const engine = await store()
  const dataset = await engine.open(fileOf(manifest))
  const signal = new AbortController().signal
  expect([...(await dataset.numbers('c1', signal)).numbers]).toEqual([1.5, -2.25, NaN])
  expect([...(await dataset.numbers('c2', signal)).numbers]).toEqual(
    ['1990-02-13', '1985-12-01', '2001-02-28'].map((day) => Date.parse(day) / 86_400_000)
  )
  expect((await dataset.codes('c0', signal)).values).toContain('Élodie')
  await engine.close()
})

test('no header, stated or seen', async () => {
  expect((await importText('bare.csv', '1,a\n2,b\n')).columns.map(({ name }) => name)).toEqual(['column 1', 'column 2'])
  expect((await importText('said.csv', 'x,a\ny,b\n', { header: false })).rows).toBe(2)
})

test('blanks around cells, as in Adult', async () => {
  const manifest = await importText('padded.csv', 'age, sex, pay\n39, Male, 1.5\n28, ?, 2\n50, Female, 3\n')
  expect(manifest.reading.trim).toBe(true)
  expect(manifest.columns.map(({ name, type, missing, distinct }) => [name, type, missing, distinct])).toEqual([
    ['age', 'integer', 0, 3],
    ['sex', 'category', 1, 2],
    ['pay', 'number', 0, 3]
  ])
})

test('ambiguous dates stay text until the order is said; leading zeros stay text', async () => {
  const text = 'd,zip\n01/02/2024,01234\n03/04/2024,98765\n'
  expect((await importText('ambiguous.csv', text)).columns[0]).toMatchObject({
    type: 'category',
    typeReason: expect.stringContaining('say dates: dmy or mdy')
  })
  expect((await importText('said.csv', text, { dates: 'mdy' })).columns.map(({ type }) => type)).toEqual(['date', 'category'])
})

test('a column that proves wrong beyond the sample is read again as text; a few misfits are rejected', async () => {
  const ROWS = 1_000_000
  const rows = (isWrong: (i: number) => boolean) =>
    `n\n${Array.from({ length: ROWS }, (_, i) => (isWrong(i) ? 'x234567' : 1_000_000 + i)).join('\n')}\n`
  const widened = await importText(
    'widen.csv',
    rows((i) => i > 0.52 * ROWS && i < 0.555 * ROWS)
  )
  expect(widened).toMatchObject({ rows: ROWS, columns: [{ type: 'text', typeReason: expect.stringContaining('1 %') }] })
  const rejected = await importText(
    'reject.csv',
    rows((i) => i % 5000 === 1)
  )
  expect(rejected.files[0]).toMatchObject({ rows: ROWS, rejected: 200, rejections: [{ reason: 'not-of-type', count: 200 }] })
  expect(rejected.files[0]?.rejections[0]?.lines.slice(0, 3)).toEqual([3, 5003, 10_003])
  expect(rejected.columns[0]?.type).toBe('integer')
}, 240_000)

test('the same bytes read the same way have the same id, and several files keep their order', async () => {
  const files = [write('p1.csv', 'a,b\n1,x\n'), write('p2.csv', 'a,b\n2,y\n')]
  const first = await importFiles(files)
  expect(await importFiles(files)).toEqual(first)
  expect((await importFiles([...files].reverse())).id).not.toBe(first.id)
  expect(first.rows).toBe(2)
})
