import { expect, it } from 'vitest'
import { roundestUpTo } from '../../../../../src/main/core/fairness/explore/operating-point'
import { quantilesOf } from '../../../../../src/main/core/fairness/explore/quantiles'
import { placeOf, scoreIndexOf } from '../../../../../src/main/core/fairness/explore/score-index'
import { randomStream } from '../../../../../src/main/core/stats/random'

const ROWS = 150_000
const CELLS = 5

it('rows below any place are those counted one by one, over several strides, in any order of asking', () => {
  const random = randomStream('index', 0)
  const codes = Uint32Array.from({ length: ROWS }, () => (random.word() % CELLS) * 4 + (random.word() % 3))
  const scores = Float64Array.from({ length: ROWS }, (_, i) => i / ROWS)
  const weights = Float64Array.from({ length: ROWS }, () => 1 + (random.word() % 4))
  const index = scoreIndexOf({ codes, scores }, CELLS, weights)
  for (const place of [ROWS, 0, 65_536, 65_535, 140_000, 131_072, 1]) {
    const [rows, w, w2] = [0, 0, 0].map(() => new Float64Array(CELLS * 4)) as [Float64Array, Float64Array, Float64Array]
    for (let i = 0; i < place; i++) {
      rows[codes[i]!]!++
      w[codes[i]!]! += weights[i]!
      w2[codes[i]!]! += weights[i]! * weights[i]!
    }
    expect(index.below(place)).toEqual({ rows, w, w2 })
  }
  expect(index.total.rows.reduce((a, b) => a + b, 0)).toBe(ROWS)
})

it('a threshold between, on and beyond scores', () => {
  const scores = Float64Array.of(-1, 0, 0, 0.5, 0.5, 2)
  const places = (side: 'at_least' | 'at_most') => [-2, -1, -0, 0.25, 0.5, 2, 3].map((threshold) => placeOf(scores, threshold, side))
  expect(places('at_least')).toEqual([0, 0, 1, 3, 3, 5, 6])
  expect(places('at_most')).toEqual([0, 1, 3, 3, 5, 6, 6])
})

it('the roundest number of an interval', () => {
  expect(roundestUpTo(0.4987, 0.5002)).toBe(0.5)
  expect(roundestUpTo(0.61, 0.65)).toBe(0.65)
  expect(roundestUpTo(-0.2, 0.3)).toBe(0)
  expect(roundestUpTo(619.2, 620.9)).toBe(620)
  expect(roundestUpTo(-Infinity, -0.07)).toBe(-1)
  expect(roundestUpTo(1 / 3 - 1e-15, 1 / 3)).toBe(1 / 3)
})

it('quantiles come once each', () => {
  expect(quantilesOf(Float64Array.of(1, 1, 1, 2))).toEqual([1, 2])
  expect(quantilesOf(new Float64Array(0))).toEqual([])
})
