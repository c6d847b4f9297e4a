import { expect, test } from 'vitest'
import { columnsExhibit } from '../../../../src/main/core/quality/exhibits'
import type { QualityInput } from '../../../../src/main/core/quality/input'

const inputWith = (columns: [type: string, low: number, median: number, high: number][]): QualityInput =>
  ({
    plan: { columns: {} },
    part: 'current',
    rows: 10,
    observed: columns.map(([type, low, median, high], i) => ({
      summary: { column: { name: `c${i}`, type }, n: 10, distinct: 10, mostFrequent: 1, low, median, high }
    }))
  }) as unknown as QualityInput

test('dates and times are told as such, numbers as they are', () => {
  const { rows } = columnsExhibit(
    inputWith([
      ['date', 20_454, 20_590.5, 20_726],
      ['timestamp', 0, 1_500_000, 86_400_000_000],
      ['number', -1.5, 0, 2]
    ])
  )
  expect(rows.map((row) => row.slice(-3))).toEqual([
    ['2026-01-01', '2026-05-17', '2026-09-30'],
    ['1970-01-01 00:00:00', '1970-01-01 00:00:01.500000', '1970-01-02 00:00:00'],
    [-1.5, 0, 2]
  ])
})
