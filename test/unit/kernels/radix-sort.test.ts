import { expect, it } from 'vitest'
import { randomStream } from '../../../src/main/core/stats/random'
import { sortFloat32, sortFloat64 } from '../../../src/main/kernels/radix-sort'

const random = randomStream('radix', 0)
const spread = (): number => (random.uniform() - 0.5) * Math.exp(60 * (random.uniform() - 0.5))

it.each([0, 1, 63, 64, 1000, 100_000])('sorts %i floats as the engine does', (n) => {
  const values = Float32Array.from({ length: n }, spread)
  if (n > 10) values.set([0, -0, Infinity, -Infinity, 1, 1, -1], 2)
  expect(sortFloat32(values.slice())).toEqual(values.slice().sort())
})

it.each([0, 5, 4095, 4096, 50_001])('sorts %i doubles as the engine does', (n) => {
  const values = Float64Array.from({ length: n }, spread)
  if (n > 10) values.set([0, -0, Infinity, -Infinity, 5e-324, -5e-324], 2)
  expect(sortFloat64(values.slice())).toEqual(values.slice().sort())
})

it('doubles with few distinct digits and a view into a larger buffer', () => {
  const whole = new Float64Array(20_000).map(() => Math.floor(random.uniform() * 7))
  const view = whole.subarray(5000, 15_000)
  const [before, after, sorted] = [whole.slice(0, 5000), whole.slice(15_000), view.slice().sort()]
  expect(sortFloat64(view)).toEqual(sorted)
  expect(whole.subarray(0, 5000)).toEqual(before)
  expect(whole.subarray(15_000)).toEqual(after)
})
