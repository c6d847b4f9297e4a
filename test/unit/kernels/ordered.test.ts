import { describe, expect, it } from 'vitest'
import { normalDraws } from '../../../src/main/core/stats/normal-draws'
import { randomStream } from '../../../src/main/core/stats/random'
import { compareSorted } from '../../../src/main/core/stats/two-samples'
import { orderedPair } from '../../../src/main/kernels/ordered'

const draws = normalDraws(randomStream('ordered', 0))
const KINDS: Record<string, (i: number) => number> = {
  normal: () => draws(),
  'heavy tail': () => Math.exp(6 * draws()),
  'far outliers': (i) => (i % 1000 === 7 ? 1e300 : draws()),
  'outliers on one side alone': (i) => (i % 997 === 3 ? -1e12 - i : 5 + draws() * 1e-6),
  whole: () => Math.round(draws() * 20),
  'mostly zero': (i) => (i % 20 === 0 ? draws() : i % 2 === 0 ? 0 : -0),
  'two values': (i) => (i * 7919) % 2,
  constant: () => 4,
  missing: (i) => (i % 5 === 0 ? NaN : draws()),
  'two clumps': (i) => (i % 2) * 1e12 + draws() * 1e-3
}
const sorted = (numbers: Float64Array): Float64Array => numbers.filter((x) => x === x).sort()

for (const [name, of] of Object.entries(KINDS))
  describe(`numbers by rank: ${name}`, () => {
    for (const [n, m, change] of [
      [30_000, 7000, 0],
      [30_000, 7000, 0.02],
      [90, 20, 0.5],
      [6000, 1, 0]
    ] as const) {
      const x = Float64Array.from({ length: n }, (_, i) => of(i))
      const y = Float64Array.from({ length: m }, (_, i) => of(i + 1) * (1 + change))
      const [a, b] = [sorted(x), sorted(y)]
      it(`distances of ${n} and ${m} are those of the sorted samples, change ${change}`, () => {
        const known = compareSorted(a, b)
        const { ks, wasserstein } = orderedPair(x, y).apart()
        expect(ks).toBe(known.ks)
        expect(Math.abs(wasserstein - known.wasserstein)).toBeLessThanOrEqual(1e-10 * known.wasserstein)
      })
      it(`places, counts and all of ${n} and ${m}, change ${change}`, () => {
        const { reference, current } = orderedPair(x, y)
        expect([reference.length, current.length]).toEqual([a.length, b.length])
        const places = Array.from({ length: 40 }, (_, i) => Math.floor((a.length * i) / 40))
        const edges = [...reference.at(places), -Infinity, Infinity, 0.5, 1e13]
        expect(edges.slice(0, 40).every((value, i) => value === a[places[i]!])).toBe(true)
        expect([...current.below(edges)]).toEqual(edges.map((edge) => b.filter((value) => value < edge).length))
        expect(reference.all().every((value, i) => value === a[i])).toBe(true)
        expect([...reference.below(edges)]).toEqual(edges.map((edge) => a.filter((value) => value < edge).length))
      })
    }
  })

it('standard deviation is that of the numbers that are there', () => {
  const numbers = Float64Array.from({ length: 200_000 }, (_, i) => (i % 3 === 0 ? NaN : 1e6 + (i % 2)))
  const here = numbers.filter((x) => x === x)
  const mean = here.reduce((total, x) => total + (x - 1e6), 0) / here.length
  const variance = here.reduce((total, x) => total + (x - 1e6 - mean) * (x - 1e6 - mean), 0) / here.length
  expect(orderedPair(numbers, numbers).reference.spread()).toBeCloseTo(Math.sqrt(variance), 9)
})

it('standard deviation keeps its digits where the guessed centre lies far from the mean', () => {
  const numbers = Float64Array.from({ length: 100_000 }, (_, i) => (i % 2 === 0 ? 3e8 : 0) + (i % 7) * 1e-3 + (i === 77 ? 1e14 : 0))
  const mean = numbers.reduce((total, x) => total + x, 0) / numbers.length
  const variance = numbers.reduce((total, x) => total + (x - mean) * (x - mean), 0) / numbers.length
  expect(orderedPair(numbers, numbers).reference.spread() / Math.sqrt(variance)).toBeCloseTo(1, 11)
  const shifted = Float64Array.from({ length: 100_000 }, (_, i) => (i % 97 === 3 ? 1e9 : (i % 5) * 1e-3) + (i % 2 === 0 ? 1e9 : 0))
  const here = shifted.reduce((total, x) => total + x, 0) / shifted.length
  const own = shifted.reduce((total, x) => total + (x - here) * (x - here), 0) / shifted.length
  expect(orderedPair(shifted, shifted).reference.spread() / Math.sqrt(own)).toBeCloseTo(1, 11)
})
