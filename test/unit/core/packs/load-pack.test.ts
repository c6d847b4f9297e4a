import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { criterion } from '../../../../src/shared/model/plan'
import { loadPack } from '../../../../src/main/core/packs/load-pack'
import { rounded } from '../../../../src/main/core/packs/number-text'

const folder = resolve(import.meta.dirname, '../../../../resources/packs')
const files = readdirSync(folder).filter((name) => name.endsWith('.json'))
const bytes = (name: string) => new Uint8Array(readFileSync(resolve(folder, name)))
const edited = (edit: (pack: Record<string, unknown>) => void) => {
  const pack = JSON.parse(readFileSync(resolve(folder, 'nyc-ll144.json'), 'utf8')) as Record<string, unknown>
  edit(pack)
  return new TextEncoder().encode(JSON.stringify(pack))
}

test.each(files)('%s is a pack, named as its file, and its suggested criteria fit a plan', (name) => {
  const pack = loadPack(bytes(name))
  expect(`${pack.id}.json`).toBe(name)
  for (const suggested of pack.suggested_criteria)
    expect(criterion.safeParse({ primary: true, each: 'sex', ...suggested }).success).toBe(true)
  for (const { rows } of pack.tables)
    for (const { where } of rows === 'each_group' ? [] : rows)
      for (const [attribute, id] of Object.entries(where))
        expect(pack.attributes[attribute]!.categories.map((category) => category.id)).toContain(id)
})

test('a pack that is not one is refused with the place', () => {
  expect(() => loadPack(new Uint8Array([0xff]))).toThrow(/not JSON in UTF-8/)
  expect(() => loadPack(edited((pack) => (pack['verdict'] = true)))).toThrow(/pack-unreadable|verdict/)
  expect(() => loadPack(edited((pack) => (pack['effective'] = { from: 'soon', to: null })))).toThrow(/effective\.from: a date/)
})

test('rounds half up from whole numbers', () => {
  expect(rounded({ numerator: 1, denominator: 8 }, 1, 100)).toBe('12.5')
  expect(rounded({ numerator: 1, denominator: 16 }, 1, 100)).toBe('6.3')
  expect(rounded({ numerator: 201, denominator: 200 }, 2)).toBe('1.01')
  expect(rounded({ numerator: 1, denominator: 3 }, 0, 100)).toBe('33')
  expect(rounded({ numerator: 9007199254740991, denominator: 9007199254740991 }, 3)).toBe('1.000')
})
