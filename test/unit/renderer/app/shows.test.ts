import { expect, test } from 'vitest'
import { PAGES } from '../../../../src/renderer/app/pages'
import { showsOf } from '../../../../src/renderer/app/shows'

test('every page that can be empty says what it would show', () => {
  const silent = PAGES.filter(({ id, needs }) => needs !== 'nothing' && showsOf(id) === '').map(({ id }) => id)
  expect(silent).toEqual([])
})
