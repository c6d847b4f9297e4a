import { expect, test } from 'vitest'
import { traceBound, traceSample } from '../../../../src/main/core/quality/trace-sample'

const FILES = [
  { name: 'a.csv', parsed: 30 },
  { name: 'b.csv', parsed: 70 }
]
const SEED = 'ab'.repeat(32)

test('the sample has distinct rows, in import order, the same for the same seed', () => {
  const sample = traceSample(SEED, FILES, 40)
  expect(sample).toHaveLength(40)
  expect(new Set(sample.map(({ file, row }) => `${file}:${row}`)).size).toBe(40)
  expect(sample).toEqual(traceSample(SEED, FILES, 40))
  expect(sample).not.toEqual(traceSample('cd'.repeat(32), FILES, 40))
  for (const { file, row } of sample) expect(row).toBeLessThanOrEqual(file === 'a.csv' ? 30 : 70)
  expect(traceSample(SEED, FILES, 500)).toHaveLength(100)
})

test('every row is as likely to be drawn as every other', () => {
  const drawn = new Map<string, number>()
  for (let i = 0; i < 4000; i++)
    for (const { file, row } of traceSample(`${i.toString(16).padStart(8, '0')}${SEED}`, FILES, 10))
      drawn.set(`${file}${row}`, (drawn.get(`${file}${row}`) ?? 0) + 1)
  expect(drawn.size).toBe(100)
  expect(Math.min(...drawn.values())).toBeGreaterThan(400 - 5 * 19)
  expect(Math.max(...drawn.values())).toBeLessThan(400 + 5 * 19)
})

test('none of 59 traced out of very many bounds the share at 4.95 %: 1 − 0.05^(1/59)', () => {
  expect(traceBound(0, 59, 10_000_000)).toBeCloseTo(1 - 0.05 ** (1 / 59), 6)
  expect(traceBound(0, 100, 100)).toBe(0)
})
