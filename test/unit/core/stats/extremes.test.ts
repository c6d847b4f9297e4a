import { describe, expect, it } from 'vitest'
import { averageOddsDifference } from '../../../../src/main/core/stats/average-odds'
import { differenceOfExtremes, ratioOfExtremes, ratioToHighest, worstCaseEqualizedOdds } from '../../../../src/main/core/stats/extremes'
import { percentileInterval } from '../../../../src/main/core/stats/multinomial-bootstrap'
import { criticalValue, upperCriticalValue } from '../../../../src/main/core/stats/normal'
import { randomStream } from '../../../../src/main/core/stats/random'
import { differenceLower, differenceUpper } from '../../../../src/main/core/stats/score-difference'
import { ratioLower, ratioUpper } from '../../../../src/main/core/stats/score-ratio'
import type { Count } from '../../../../src/main/core/stats/two-proportions'
import { differenceInterval, ratioInterval, scoreTarget } from '../../../../src/main/core/stats/two-proportions'
import { close, defined } from './close'
import { resampled } from './resampled'
import { differenceTable, draw, oddsTable, rates, ratioTable, TABLE } from './simulated-extremes'

const pairs = (groups: readonly Count[]): [Count, Count][] =>
  groups.flatMap((a, i) => groups.flatMap((b, j): [Count, Count][] => (i === j ? [] : [[a, b]])))

/** §3 of the method, word for word, without any pruning. */
const plainRatio = (groups: readonly Count[]): [number, number] => {
  const all = pairs(groups)
  const [zl, zu] = [criticalValue(0.95), upperCriticalValue((1 - 0.95) / 2 / all.length)]
  const low = Math.min(...all.map(([a, b]) => ratioLower(a.k, a.n, b.k, b.n, scoreTarget(zl, a, b))))
  return [low, Math.min(1, ...all.map(([a, b]) => ratioUpper(a.k, a.n, b.k, b.n, scoreTarget(zu, a, b))))]
}
/** A group against each of the others: m = k − 1. */
const plainToHighest = (groups: readonly Count[], index: number): [number, number] => {
  const own = groups[index]!
  const others = groups.filter((_, i) => i !== index)
  const [zl, zu] = [criticalValue(0.95), upperCriticalValue((1 - 0.95) / 2 / others.length)]
  const low = Math.min(1, ...others.map((b) => ratioLower(own.k, own.n, b.k, b.n, scoreTarget(zl, own, b))))
  return [low, Math.min(1, ...others.map((b) => ratioUpper(own.k, own.n, b.k, b.n, scoreTarget(zu, own, b))))]
}
const plainDifference = (groups: readonly Count[], m: number): [number, number] => {
  const all = pairs(groups)
  const [zl, zu] = [upperCriticalValue((1 - 0.95) / 2 / m), criticalValue(0.95)]
  const low = Math.max(0, ...all.map(([a, b]) => differenceLower(a.k, a.n, b.k, b.n, scoreTarget(zl, a, b))))
  return [low, Math.max(...all.map(([a, b]) => differenceUpper(a.k, a.n, b.k, b.n, scoreTarget(zu, a, b))))]
}

describe('extremes', () => {
  it('pruning changes nothing: 300 random sets of groups, unequal and with zero cells', () => {
    const random = randomStream('prune', 0)
    for (let i = 0; i < 300; i++) {
      const groups = Array.from({ length: 2 + (random.word() % 8) }, () => {
        const n = 3 + (random.word() % [8, 60, 2000][i % 3]!)
        return { n, k: random.word() % (n + 1) }
      })
      if (groups.every(({ k }) => k === 0)) continue
      const ratio = defined(ratioOfExtremes(groups, 0.95)).interval
      expect([ratio.low, ratio.high]).toEqual(plainRatio(groups))
      groups.forEach((_, index) => {
        const { low, high } = defined(ratioToHighest(groups, index, 0.95)).interval
        expect([low, high]).toEqual(plainToHighest(groups, index))
      })
      const difference = defined(differenceOfExtremes(groups, 0.95)).interval
      expect([difference.low, difference.high]).toEqual(plainDifference(groups, groups.length * (groups.length - 1)))
    }
  })
  it('the two families of equalised odds share m = 2k(k−1)', () => {
    const groups = [
      [40, 50, 10, 60],
      [30, 50, 20, 60],
      [45, 60, 9, 30]
    ].map(([tp, p, fp, n]) => ({ truePositives: tp!, positives: p!, falsePositives: fp!, negatives: n! }))
    const { interval, estimate } = defined(worstCaseEqualizedOdds(groups, 0.95))
    const [tpr, fpr] = [
      groups.map((g) => ({ k: g.truePositives, n: g.positives })),
      groups.map((g) => ({ k: g.falsePositives, n: g.negatives }))
    ]
    const [one, two] = [plainDifference(tpr, 12), plainDifference(fpr, 12)]
    close(estimate, 0.2, 1e-12)
    expect([interval.low, interval.high]).toEqual([Math.max(one[0], two[0]), Math.max(one[1], two[1])])
  })
  it('zeros: a group without selections is ratio 0 with an upper limit, all without is undefined', () => {
    const some = defined(
      ratioOfExtremes(
        [
          { k: 0, n: 30 },
          { k: 9, n: 30 },
          { k: 12, n: 30 }
        ],
        0.95
      )
    )
    expect(some).toMatchObject({ estimate: 0, lowest: 0, highest: 2, interval: { low: 0 } })
    expect(some.interval.high).toBeLessThan(0.8)
    expect(
      ratioOfExtremes(
        [
          { k: 0, n: 30 },
          { k: 0, n: 9 }
        ],
        0.95
      )
    ).toEqual({ undefined: 'zero-reference' })
    expect(ratioOfExtremes([{ k: 1, n: 30 }], 0.95)).toEqual({ undefined: 'single-group' })
    expect(
      ratioOfExtremes(
        [
          { k: 1, n: 30 },
          { k: 0, n: 0 }
        ],
        0.95
      )
    ).toEqual({ undefined: 'no-rows' })
  })
  it('one group against the most selected: k = 2 is the plain score interval capped at 1', () => {
    const [a, b] = [
      { k: 20, n: 60 },
      { k: 40, n: 70 }
    ]
    const plain = defined(ratioInterval(a, b, 0.95))
    const { interval } = defined(ratioToHighest([a, b], 0, 0.95))
    expect([interval.low, interval.high]).toEqual([plain.low, Math.min(1, plain.high)])
  })
  it('average odds: signed, and of equal halves as wide as one difference over √2', () => {
    const [a, b] = [
      { truePositives: 30, positives: 50, falsePositives: 30, negatives: 50 },
      { truePositives: 20, positives: 50, falsePositives: 20, negatives: 50 }
    ]
    const { estimate, interval } = defined(averageOddsDifference(a, b, 0.95))
    const one = defined(differenceInterval({ k: 30, n: 50 }, { k: 20, n: 50 }, 0.95))
    close(estimate, 0.2, 1e-12)
    close(interval.low, 0.2 - (0.2 - one.low) / Math.SQRT2, 1e-12)
  })
})

describe('500 simulations of each row of the table', () => {
  const slack = (p: number): number => 3 * Math.sqrt((p * (1 - p)) / 500)
  it.each(TABLE)('ratio: $k groups of $n, $shape', ({ k, n, shape }) => {
    const { coverage, falseFail, falsePass } = ratioTable(k, n, shape, 500)
    expect(coverage).toBeGreaterThanOrEqual(0.94 - slack(0.94))
    expect(falseFail).toBeLessThanOrEqual(0.03 + slack(0.03))
    expect(falsePass).toBeLessThanOrEqual(0.03 + slack(0.03))
  })
  it.each(TABLE.filter(({ n }) => n === 100))('differences and equalised odds: $k groups of $n, $shape', ({ k, n, shape }) => {
    for (const result of [differenceTable(k, n, shape, 500), oddsTable(k, n, shape, 300)]) {
      expect(result.coverage).toBeGreaterThanOrEqual(0.94 - slack(0.94) * 1.3)
      expect(Math.max(result.falseFail, result.falsePass)).toBeLessThanOrEqual(0.03 + slack(0.03) * 1.3)
    }
  })
})

describe('the naive rules violate these bounds', () => {
  it('a percentile bootstrap of min/max fails ten equal groups of 100', () => {
    const random = randomStream('naive', 0)
    let [fails, covers, ours] = [0, 0, 0]
    for (let i = 0; i < 100; i++) {
      const groups = draw(rates(10, 'equal'), 100, random)
      const cells = groups.flatMap(({ k, n }) => [k, n - k])
      const statistic = (row: readonly number[]): number => {
        const all = groups.map((_, g) => row[2 * g]! / (row[2 * g]! + row[2 * g + 1]!))
        return Math.min(...all) / Math.max(...all)
      }
      const { interval } = defined(percentileInterval(resampled(cells, statistic, { replicates: 300, seed: `${i}` }), 0.95))
      if (interval.high < 0.8) fails++
      if (interval.high >= 1) covers++
      if (defined(ratioOfExtremes(groups, 0.95)).interval.high < 0.8) ours++
    }
    expect(fails).toBeGreaterThan(50)
    expect(covers).toBeLessThan(5)
    expect(ours).toBeLessThanOrEqual(8)
  })
  it('the plain interval of the two observed extremes fails too often with 14 equal groups', () => {
    const random = randomStream('naive', 1)
    let [naive, ours] = [0, 0]
    for (let i = 0; i < 500; i++) {
      const groups = draw(rates(14, 'equal'), 100, random)
      const { lowest, highest, interval } = defined(ratioOfExtremes(groups, 0.95))
      if (defined(ratioInterval(groups[lowest]!, groups[highest]!, 0.95)).high < 1) naive++
      if (interval.high < 1) ours++
    }
    expect(naive / 500).toBeGreaterThan(0.5)
    expect(ours / 500).toBeLessThan(0.05)
  })
})
