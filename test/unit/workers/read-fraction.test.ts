import { expect, test } from 'vitest'
import { readFraction } from '../../../src/main/workers/reader/read-fraction'

test('progress of reading is that of the slower part, and unknown where DuckDB does not know', () => {
  expect(readFraction(0.5, 20)).toBeCloseTo(0.18, 12)
  expect(readFraction(0.5, 80)).toBeCloseTo(0.45, 12)
  expect(readFraction(1, 100)).toBeCloseTo(0.9, 12)
  expect([readFraction(0.5, 0), readFraction(1, -1)]).toEqual([null, null])
})
