import fc from '../support/fast-check'
import { describe, expect, it } from 'vitest'
import { ratioOfExtremes } from '../../src/main/core/stats/extremes'
import { fisherTest } from '../../src/main/core/stats/fisher'
import { isUndefined } from '../../src/main/core/stats/interval'
import { holm, benjaminiHochberg } from '../../src/main/core/stats/multiplicity'
import { proportionInterval, sampledProportionInterval } from '../../src/main/core/stats/proportion'
import type { Count } from '../../src/main/core/stats/two-proportions'
import { differenceInterval, ratioInterval, scoreTarget } from '../../src/main/core/stats/two-proportions'
import { defined } from '../unit/core/stats/close'

const count = (most: number): fc.Arbitrary<Count> =>
  fc.integer({ min: 1, max: most }).chain((n) => fc.integer({ min: 0, max: n }).map((k) => ({ k, n })))
const sizes = fc.constantFrom(9, 300, 10_000_000)
const pair = sizes.chain((most) => fc.tuple(count(most), fc.oneof(count(most), count(40))))
const level = fc.constantFrom(0.8, 0.9, 0.95, 0.99, 0.99999)
const near = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-9 * (1 + Math.abs(b))

/** Score statistic of a limit, from the rates that maximise the likelihood there, found by bisection. */
const scoreAt = (delta: number, a: Count, b: Count): number => {
  let [low, high] = [Math.max(0, -delta), Math.min(1, 1 - delta)]
  for (let i = 0; i < 200; i++) {
    const p = (low + high) / 2
    const slope =
      (a.k ? a.k / (p + delta) : 0) -
      (a.n - a.k ? (a.n - a.k) / (1 - p - delta) : 0) +
      (b.k ? b.k / p : 0) -
      (b.n - b.k ? (b.n - b.k) / (1 - p) : 0)
    if (slope > 0) low = p
    else high = p
  }
  const p1 = low + delta
  return (a.k / a.n - b.k / b.n - delta) ** 2 / ((p1 * (1 - p1)) / a.n + (low * (1 - low)) / b.n)
}

describe('intervals', () => {
  it('contain the estimate, lie in range, widen with the level', () => {
    fc.assert(
      fc.property(pair, level, ([a, b], confidence) => {
        const rate = defined(proportionInterval(a.k, a.n, confidence))
        expect(rate.low <= a.k / a.n && a.k / a.n <= rate.high && rate.low >= 0 && rate.high <= 1).toBe(true)
        const difference = defined(differenceInterval(a, b, confidence))
        const gap = a.k / a.n - b.k / b.n
        expect(difference.low <= gap + 1e-15 && gap <= difference.high + 1e-15 && difference.low >= -1 && difference.high <= 1).toBe(true)
        const wider = defined(differenceInterval(a, b, 1 - (1 - confidence) / 2))
        expect(wider.low <= difference.low + 1e-12 && wider.high >= difference.high - 1e-12).toBe(true)
      }),
      { numRuns: 300 }
    )
  })
  it('differences: swapping groups or events mirrors the interval', () => {
    fc.assert(
      fc.property(pair, level, ([a, b], confidence) => {
        const interval = defined(differenceInterval(a, b, confidence))
        const swapped = defined(differenceInterval(b, a, confidence))
        const failures = defined(differenceInterval({ k: a.n - a.k, n: a.n }, { k: b.n - b.k, n: b.n }, confidence))
        expect(near(swapped.low, -interval.high) && near(failures.low, -interval.high) && near(failures.high, -interval.low)).toBe(true)
      }),
      { numRuns: 300 }
    )
  })
  it('differences: at an inner limit the score statistic is the critical value', () => {
    fc.assert(
      fc.property(fc.tuple(count(400), count(400)), ([a, b]) => {
        const { low } = defined(differenceInterval(a, b, 0.95))
        if (low < -0.9999) return
        const target = scoreTarget(1.959963984540054, a, b)
        expect(Math.abs(scoreAt(low, a, b) / target - 1)).toBeLessThan(1e-5)
      }),
      { numRuns: 300 }
    )
  })
  it('ratios: the reciprocal swaps the limits', () => {
    fc.assert(
      fc.property(pair, level, ([a, b], confidence) => {
        const [one, two] = [ratioInterval(a, b, confidence), ratioInterval(b, a, confidence)]
        if (isUndefined(one)) {
          expect(b.k).toBe(0)
          return
        }
        expect(one.low <= (a.k / a.n / (b.k / b.n)) * (1 + 1e-12)).toBe(true)
        if (!isUndefined(two)) expect(near(one.low * two.high, 1) && near(one.high * two.low, 1)).toBe(true)
      }),
      { numRuns: 300 }
    )
  })
  it('a sample of a frame is never wider than one of a tenfold frame', () => {
    fc.assert(
      fc.property(count(200), fc.integer({ min: 0, max: 500 }), (a, more) => {
        const [small, large] = [a.n + more, (a.n + more) * 10].map((frame) => defined(sampledProportionInterval(a.k, a.n, frame, 0.95)))
        expect(small!.high - small!.low).toBeLessThanOrEqual(large!.high - large!.low + 2 / (a.n + more))
      }),
      { numRuns: 200 }
    )
  })
})

describe('tests and families', () => {
  it('Fisher: tails overlap in the observed table, swapping groups swaps the sides', () => {
    fc.assert(
      fc.property(pair, ([a, b]) => {
        const [one, two] = [defined(fisherTest(a, b)), defined(fisherTest(b, a))]
        expect(near(one.exact.less, two.exact.greater) && near(one.exact.twoSided, two.exact.twoSided)).toBe(true)
        expect(one.exact.less + one.exact.greater).toBeGreaterThanOrEqual(1 - 1e-9)
        expect(near(one.midP.less + one.midP.greater, 1)).toBe(true)
        expect(one.midP.twoSided).toBeLessThanOrEqual(one.exact.twoSided)
      }),
      { numRuns: 200 }
    )
  })
  it('adding a group never raises the lower limit of the ratio of extremes, and order does not matter', () => {
    fc.assert(
      fc.property(fc.array(count(300), { minLength: 3, maxLength: 8 }), (groups) => {
        const [all, fewer, reversed] = [groups, groups.slice(1), [...groups].reverse()].map((g) => ratioOfExtremes(g, 0.95))
        if (isUndefined(all) || isUndefined(fewer) || isUndefined(reversed)) return
        expect(all!.interval.low).toBeLessThanOrEqual(fewer!.interval.low)
        expect([reversed!.interval.low, reversed!.interval.high]).toEqual([all!.interval.low, all!.interval.high])
      }),
      { numRuns: 200 }
    )
  })
  it('adjusted p-values keep the order and BH never exceeds Holm', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 40 }), (p) => {
        const [strict, mild] = [holm(p), benjaminiHochberg(p)]
        p.forEach((value, i) => {
          expect(strict[i]! >= value && mild[i]! >= value * (1 - 1e-12) && mild[i]! <= strict[i]! * (1 + 1e-12)).toBe(true)
          p.forEach((other, j) => expect(value >= other || strict[i]! <= strict[j]!).toBe(true))
        })
      })
    )
  })
})
