import { expect, test } from 'vitest'
import { compareOwnersManifest, parseOwnersManifest } from '../../../../src/main/core/quality/owners-manifest'

const A = 'a'.repeat(64)
const B = 'b'.repeat(64)

test.each([
  ['GNU', `${A}  data/x.csv\n${B.toUpperCase()} *y.csv\n`],
  ['BSD', `# made 2024-01-01\nSHA256 (data/x.csv) = ${A}\r\nSHA256 (y.csv) = ${B}\r\n`],
  [
    'JSON list',
    JSON.stringify({
      files: [
        { name: 'data/x.csv', sha256: A },
        { name: 'y.csv', sha256: B }
      ]
    })
  ],
  ['JSON pairs', JSON.stringify({ 'data/x.csv': A, 'y.csv': B })]
])('%s', (_, text) => {
  expect(parseOwnersManifest(text, 'm')).toEqual([
    { name: 'data/x.csv', sha256: A },
    { name: 'y.csv', sha256: B }
  ])
})

test('names that sha256sum escaped', () => {
  expect(parseOwnersManifest(`\\${A}  a\\\\b.csv`, 'm')[0]?.name).toBe('a\\b.csv')
})

test.each([
  ['', 1],
  [`${A}  x\nhello\n`, 2],
  ['{"a":1}', 1],
  ['{', 1],
  ['{"files":[null]}', 1]
])('what is no manifest is refused: %s', (text, line) => {
  expect(() => parseOwnersManifest(text, 'list.txt')).toThrow(
    expect.objectContaining({ code: 'import/owners-manifest-unreadable', data: { file: 'list.txt', line } }) as Error
  )
})

test('altered, unlisted and unimported files each have a line', () => {
  const listed = [
    { name: 'data/x.csv', sha256: A },
    { name: 'y.csv', sha256: A },
    { name: 'z.csv', sha256: B }
  ]
  expect(
    compareOwnersManifest(listed, [
      { name: 'x.csv', sha256: A },
      { name: 'y.csv', sha256: B },
      { name: 'w.csv', sha256: B }
    ])
  ).toEqual([
    { what: 'x.csv', supplied: A, ours: A, agrees: true },
    { what: 'y.csv', supplied: A, ours: B, agrees: false },
    { what: 'w.csv', supplied: 'not listed', ours: B, agrees: false },
    { what: 'z.csv', supplied: B, ours: 'not imported', agrees: false }
  ])
})
