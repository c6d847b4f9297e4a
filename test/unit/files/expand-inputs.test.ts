import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { expandInputs } from '../../../src/main/files/expand-inputs'

const base = realpathSync(mkdtempSync(join(tmpdir(), 'assay-expand-')))
afterAll(() => rmSync(base, { recursive: true, force: true }))
for (const folder of ['logs/deep', 'empty', 'other']) mkdirSync(join(base, folder), { recursive: true })
for (const file of [
  'logs/b.csv',
  'logs/a.csv',
  'logs/Z.csv',
  'logs/é.csv',
  'logs/.hidden.csv',
  'logs/readme.md',
  'logs/deep/c.csv',
  'other/a.csv'
])
  writeFileSync(join(base, file), 'x\n1\n')
symlinkSync(join(base, 'logs/a.csv'), join(base, 'link.csv'))
symlinkSync(join(base, 'nowhere.csv'), join(base, 'dangling.csv'))
symlinkSync(join(base, 'loop.csv'), join(base, 'loop.csv'))

const names = async (...inputs: string[]) => (await expandInputs(inputs, base)).map(({ name }) => name)
const code = (inputs: string[]) =>
  expandInputs(inputs, base).then(
    () => 'none',
    (error: { code: string }) => error.code
  )

test('a folder gives its own data files, sorted by bytes', async () => {
  expect(await names('logs')).toEqual(['Z.csv', 'a.csv', 'b.csv', 'é.csv'])
})

test('patterns match below their folder, sorted by bytes', async () => {
  expect(await names('logs/*.csv')).toEqual(['Z.csv', 'a.csv', 'b.csv', 'é.csv'])
  expect(await names('logs/[ab].csv')).toEqual(['a.csv', 'b.csv'])
  expect(await names('**/c.csv')).toEqual(['logs/deep/c.csv'])
  expect(await names('logs/**/?.csv')).toEqual(['Z.csv', 'a.csv', 'b.csv', 'deep/c.csv', 'é.csv'])
})

test('arguments keep their order; equal names are told apart', async () => {
  expect(await names('logs/b.csv', 'logs/a.csv')).toEqual(['b.csv', 'a.csv'])
  expect(await names('logs/a.csv', 'other/a.csv')).toEqual(['logs/a.csv', 'other/a.csv'])
})

test('a link is resolved and shown', async () => {
  expect(await expandInputs(['link.csv'], base)).toEqual([
    { path: join(base, 'logs/a.csv'), name: 'link.csv', link: join(base, 'link.csv') }
  ])
})

test('what is not there, or no file, is named', async () => {
  expect(await code(['nothing.csv'])).toBe('import/missing-file')
  expect(await code(['empty'])).toBe('import/no-data-files')
  expect(await code(['logs/*.parquet'])).toBe('import/no-match')
  expect(await code(['dangling.csv'])).toBe('import/dangling-link')
  expect(await code(['loop.csv'])).toBe('import/cyclic-link')
  expect(await code(['/dev/null'])).toBe('import/not-a-file')
  expect(await code(['link.csv', 'logs/a.csv'])).toBe('import/same-file-twice')
})
