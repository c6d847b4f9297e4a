import { describe, expect, test } from 'vitest'
import { compareValues } from '../../../../src/renderer/components/compare-values'
import { durationText, progressText, timeLeft } from '../../../../src/renderer/components/duration'
import { fileNameOf } from '../../../../src/renderer/components/file-name'
import { nextCell } from '../../../../src/renderer/components/next-cell'
import { stepped } from '../../../../src/renderer/state/job-step'

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

test('time left is no guess, and that of the present step', () => {
  expect(timeLeft(2000, null)).toBeNull()
  expect(timeLeft(2000, 0.01)).toBeNull()
  expect(timeLeft(2000, 0.25)).toBe(6000)
  expect(timeLeft(200, 0.25)).toBeNull()
  expect([400, 89_000, 300_000, 7_200_000].map(durationText)).toEqual(['1 s', '89 s', '5 min', '2 h'])
})

test('what a job is at: a rate and a time left only where they were seen for a while', () => {
  expect(progressText({ phase: 'Reading', fraction: 0.5, rows: 30_000 }, 3000)).toBe('Reading, 30\u202f000 rows (10\u202f000/s), 3 s left')
  expect(progressText({ phase: 'Reading', fraction: 0.06, rows: 600 }, 100)).toBe('Reading, 600 rows')
  expect(progressText({ phase: 'Printing', fraction: null }, 9000)).toBe('Printing')
  const job = { progress: { phase: 'Reading', fraction: 0.9 }, stepAt: 1000 }
  expect(stepped(job, { phase: 'Reading', fraction: 0.95 }, 5000).stepAt).toBe(1000)
  expect(stepped(job, { phase: 'Printing', fraction: null }, 5000).stepAt).toBe(5000)
})

test('titles as names of files', () => {
  expect(fileNameOf('Selection rate by race × sex, against White')).toBe('selection-rate-by-race-sex-against-white')
  expect(fileNameOf('§')).toBe('table')
})
