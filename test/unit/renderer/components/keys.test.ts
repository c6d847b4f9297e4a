import { describe, expect, test } from 'vitest'
import { compareValues } from '../../../../src/renderer/components/compare-values'
import { durationText, timeLeft } from '../../../../src/renderer/components/duration'
import { fileNameOf } from '../../../../src/renderer/components/file-name'
import { nextCell } from '../../../../src/renderer/components/next-cell'

const size = { rows: 100, columns: 4 }

describe('a grid by keyboard', () => {
  test('arrows step, pages leap, and nothing leaves the grid', () => {
    const at = { row: 0, column: 0 }
    expect(nextCell('ArrowDown', false, at, size)).toEqual({ row: 1, column: 0 })
    expect(nextCell('ArrowUp', false, at, size)).toEqual({ row: -1, column: 0 })
    expect(nextCell('ArrowUp', false, { row: -1, column: 2 }, size)).toEqual({ row: -1, column: 2 })
    expect(nextCell('ArrowLeft', false, at, size)).toEqual(at)
    expect(nextCell('PageDown', false, { row: 95, column: 1 }, size)).toEqual({ row: 99, column: 1 })
    expect(nextCell('End', true, at, size)).toEqual({ row: 99, column: 3 })
    expect(nextCell('Home', true, { row: 50, column: 3 }, size)).toEqual({ row: -1, column: 0 })
  })

  test('other keys are left alone', () => expect(nextCell('a', false, { row: 0, column: 0 }, size)).toBeNull())
})

test('sorting: numbers by size, texts by code units, nothing last', () => {
  expect([null, 10, 9, -1].sort(compareValues)).toEqual([-1, 9, 10, null])
  expect(['b', null, 'Z', 'a'].sort(compareValues)).toEqual(['Z', 'a', 'b', null])
})

test('time left is no guess', () => {
  expect(timeLeft(1000, null)).toBeNull()
  expect(timeLeft(1000, 0.01)).toBeNull()
  expect(timeLeft(1000, 0.25)).toBe(3000)
  expect([400, 89_000, 300_000, 7_200_000].map(durationText)).toEqual(['1 s', '89 s', '5 min', '2 h'])
})

test('titles as names of files', () => {
  expect(fileNameOf('Selection rate by race × sex, against White')).toBe('selection-rate-by-race-sex-against-white')
  expect(fileNameOf('§')).toBe('table')
})
