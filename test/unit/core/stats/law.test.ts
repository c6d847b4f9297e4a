import { describe, expect, it } from 'vitest'
import { binomialPmf } from './binomial'
import { fisherTest } from '../../../../src/main/core/stats/fisher'
import { hypergeometricPmf } from '../../../../src/main/core/stats/hypergeometric'
import type { Computed, Interval } from '../../../../src/main/core/stats/interval'
import { isUndefined } from '../../../../src/main/core/stats/interval'
import { criticalValue } from '../../../../src/main/core/stats/normal'
import {
  clopperPearsonLimits,
  proportionInterval,
  sampledProportionInterval,
  wilsonLimits
} from '../../../../src/main/core/stats/proportion'
import { pooledZTest } from '../../../../src/main/core/stats/rate-tests'
import type { Count } from '../../../../src/main/core/stats/two-proportions'
import { differenceInterval, katzInterval, newcombeInterval, ratioInterval } from '../../../../src/main/core/stats/two-proportions'
import { defined } from './close'
import { chance, mean, remembered } from './enumerate'

const GRID = Array.from({ length: 19 }, (_, i) => 0.05 * (i + 1))
const coverage = (n: number, p: number, limits: readonly { low: number; high: number }[]): number =>
  limits.reduce((s, { low, high }, k) => s + (low <= p && p <= high ? binomialPmf(k, n, p) : 0), 0)
const allLimits = (n: number, of: (k: number) => { low: number; high: number }) => Array.from({ length: n + 1 }, (_, k) => of(k))

describe('coverage of one rate, exactly', () => {
  it('Wilson: mean over (p, n) is 95 %; Wald is not', () => {
    const z = criticalValue(0.95)
    const wilson = [6, 20, 54, 150].flatMap((n) =>
      GRID.map((p) =>
        coverage(
          n,
          p,
          allLimits(n, (k) => wilsonLimits(k, n, z))
        )
      )
    )
    const wald = (n: number) =>
      allLimits(n, (k) => ({ low: k / n - z * Math.sqrt((k * (n - k)) / n ** 3), high: k / n + z * Math.sqrt((k * (n - k)) / n ** 3) }))
    const naive = [6, 20, 54, 150].flatMap((n) => GRID.map((p) => coverage(n, p, wald(n))))
    expect(mean(wilson)).toBeGreaterThan(0.945)
    expect(mean(wilson)).toBeLessThan(0.96)
    expect(mean(naive)).toBeLessThan(0.91)
  })
  it('Clopper–Pearson: never under 95 %; the rule that mixes both never under 90 %', () => {
    const fine = Array.from({ length: 400 }, (_, i) => (i + 0.5) / 400)
    for (const n of [6, 30, 54]) {
      const exact = allLimits(n, (k) => clopperPearsonLimits(k, n, 0.05))
      const mixed = allLimits(n, (k) => defined(proportionInterval(k, n, 0.95)))
      for (const p of fine) {
        expect(coverage(n, p, exact)).toBeGreaterThanOrEqual(0.95 - 1e-9)
        expect(coverage(n, p, mixed)).toBeGreaterThanOrEqual(0.9)
      }
    }
  })
  it('a sample of a frame: never under 95 % for any number marked; the superpopulation interval is far too wide', () => {
    const [frame, n] = [80, 60]
    const limits = allLimits(n, (k) => defined(sampledProportionInterval(k, n, frame, 0.95)))
    for (let marked = 0; marked <= frame; marked++) {
      const covered = limits.reduce(
        (s, { low, high }, k) =>
          s +
          (low <= marked / frame + 1e-12 && marked / frame <= high + 1e-12 ? hypergeometricPmf(k, { total: frame, marked, drawn: n }) : 0),
        0
      )
      expect(covered).toBeGreaterThanOrEqual(0.95 - 1e-12)
    }
    const wide = wilsonLimits(30, n, criticalValue(0.95))
    expect((limits[30]!.high - limits[30]!.low) / (wide.high - wide.low)).toBeLessThan(0.7)
  })
})

type Rule = (a: Count, b: Count) => Computed<Interval>
const covers = (rule: Rule, truth: number): ((a: Count, b: Count) => boolean) => {
  return (a, b) => {
    const interval = rule(a, b)
    return isUndefined(interval) || (interval.low <= truth && truth <= interval.high)
  }
}

describe('coverage of two rates, exactly, 6 against 54 included', () => {
  const sizes = [
    [6, 54],
    [54, 6],
    [30, 30],
    [40, 100]
  ] as const
  it.each(sizes)('differences: %i against %i', (n1, n2) => {
    const score = remembered((a, b) => differenceInterval(a, b, 0.95))
    const hybrid = remembered((a, b) => newcombeInterval(a, b, 0.95))
    const points = GRID.filter((_, i) => i % 2 === 0).flatMap((p1) => [0.1, 0.3, 0.5, 0.8].map((p2) => [p1, p2] as const))
    const of = (rule: Rule): number[] => points.map(([p1, p2]) => chance(n1, p1, n2, p2, covers(rule, p1 - p2)))
    expect(mean(of(score))).toBeGreaterThan(0.94)
    expect(mean(of(score))).toBeLessThan(0.97)
    expect(Math.min(...of(score))).toBeGreaterThan(0.89)
    expect(mean(of(hybrid))).toBeGreaterThan(0.935)
  })
  it.each(sizes)('ratios: %i against %i', (n1, n2) => {
    const score = remembered((a, b) => ratioInterval(a, b, 0.95))
    const points = [0.2, 0.35, 0.5, 0.7, 0.85].flatMap((p2) => [0.8, 1].map((ratio) => [p2 * ratio, p2] as const))
    const of = points.map(([p1, p2]) => chance(n1, p1, n2, p2, covers(score, p1 / p2)))
    expect(mean(of)).toBeGreaterThan(0.94)
    expect(Math.min(...of)).toBeGreaterThan(0.9)
  })
  it('at a true ratio of 0.80 a Katz interval passes falsely in well over 2.5 %; the score interval stays near it', () => {
    const worst = (rule: Rule): number =>
      Math.max(
        ...(
          [
            [6, 54],
            [20, 100],
            [30, 300],
            [50, 50]
          ] as const
        ).flatMap(([n1, n2]) => {
          const kept = remembered(rule)
          const passes = (a: Count, b: Count): boolean => {
            const interval = kept(a, b)
            return !isUndefined(interval) && interval.low > 0.8
          }
          return [0.5, 0.6, 0.7, 0.8, 0.9].map((p2) => chance(n1, 0.8 * p2, n2, p2, passes))
        })
      )
    const [katz, score] = [worst((a, b) => katzInterval(a, b, 0.95)), worst((a, b) => ratioInterval(a, b, 0.95))]
    expect(katz).toBeGreaterThan(0.042)
    expect(score).toBeLessThan(0.042)
    expect(score).toBeLessThan(katz)
  })
})

describe('tests of two rates, exactly', () => {
  const alphas = [0.01, 0.05, 0.1]
  const cases = [
    [6, 54],
    [30, 30],
    [15, 60],
    [50, 50]
  ] as const
  it.each(cases)('Fisher never rejects more than alpha: %i against %i', (n1, n2) => {
    const fisher = remembered((a, b) => defined(fisherTest(a, b)))
    for (const p of [0.1, 0.3, 0.5, 0.8]) {
      for (const alpha of alphas) {
        expect(chance(n1, p, n2, p, (a, b) => fisher(a, b).exact.twoSided <= alpha)).toBeLessThanOrEqual(alpha + 1e-9)
        expect(chance(n1, p, n2, p, (a, b) => fisher(a, b).exact.less <= alpha)).toBeLessThanOrEqual(alpha + 1e-9)
        expect(chance(n1, p, n2, p, (a, b) => fisher(a, b).midP.twoSided <= alpha)).toBeLessThanOrEqual(1.3 * alpha)
      }
    }
  })
  it.each([
    [30, 30],
    [50, 50],
    [40, 100]
  ] as const)('mid-p rejects between half of alpha and 1.3 alpha, the exact test much less: %i against %i', (n1, n2) => {
    const fisher = remembered((a, b) => defined(fisherTest(a, b)))
    for (const p of [0.3, 0.5, 0.7]) {
      const mid = chance(n1, p, n2, p, (a, b) => fisher(a, b).midP.twoSided <= 0.05)
      expect(mid).toBeGreaterThanOrEqual(0.025)
      expect(mid).toBeLessThanOrEqual(0.065)
      expect(chance(n1, p, n2, p, (a, b) => fisher(a, b).exact.twoSided <= 0.05)).toBeLessThan(mid)
    }
  })
  it('pooled z: within [0.5, 1.3] alpha at 100 against 100', () => {
    const rule = remembered((a, b) => pooledZTest(a, b))
    for (const p of [0.3, 0.5]) {
      const rejected = chance(100, p, 100, p, (a, b) => {
        const result = rule(a, b)
        return !isUndefined(result) && result.p <= 0.05
      })
      expect(rejected).toBeGreaterThan(0.025)
      expect(rejected).toBeLessThan(0.065)
    }
  })
})
