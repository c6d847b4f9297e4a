import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { showsOf } from '../../../../src/renderer/app/shows'

test('every page that can be empty says what it would show', () => {
  const source = readFileSync(new URL('../../../../src/renderer/app/pages.ts', import.meta.url), 'utf8')
  const empty = [...source.matchAll(/page\(\s*'(\w+)',\s*'\w+',\s*'(?:project|report)'/g)].map(([, id = '']) => id)
  expect(empty).toContain('fairness')
  expect(empty.length).toBeGreaterThan(8)
  expect(empty.filter((id) => showsOf(id) === '')).toEqual([])
})
