import { describe, expect, it } from 'vitest'
import { fisherTest } from '../../../../src/main/core/stats/fisher'
import { breslowDayTaroneTest, cmhTest, commonOddsRatio, commonRiskRatio } from '../../../../src/main/core/stats/mantel-haenszel'
import { benjaminiHochberg, holm } from '../../../../src/main/core/stats/multiplicity'
import { pooledZTest } from '../../../../src/main/core/stats/rate-tests'
import fixture from '../../../fixtures/stats/tests.json'
import { close, defined } from './close'

type Quad = [number, number, number, number]

describe('Fisher', () => {
  it('exact and mid-p agree with exact fractions', () => {
    for (const { counts, exact, midP } of fixture.fisher) {
      const [k1, n1, k2, n2] = counts as Quad
      const result = defined(fisherTest({ k: k1, n: n1 }, { k: k2, n: n2 }))
      ;(['less', 'greater', 'twoSided'] as const).forEach((side, i) => {
        close(result.exact[side], exact[i]!, 1e-11, `${counts.join()} ${side}`)
        close(result.midP[side], midP[i]!, 1e-11, `${counts.join()} mid-p ${side}`)
      })
    }
  })
  it('at 10 million rows agrees with a 40-digit sum, in bounded time', () => {
    const started = process.cpuUsage()
    for (const { counts, exact } of fixture.fisherLarge) {
      const [k1, n1, k2, n2] = counts as Quad
      const result = defined(fisherTest({ k: k1, n: n1 }, { k: k2, n: n2 }))
      close(result.exact.less, exact[0]!, 1e-10, `${counts.join()} less`)
      close(result.exact.twoSided, exact[2]!, 1e-10, `${counts.join()}`)
    }
    expect(process.cpuUsage(started).user / 1000).toBeLessThan(200)
  })
  it('weighted counts have no exact test', () => {
    expect(fisherTest({ k: 3.5, n: 10 }, { k: 2, n: 10 })).toEqual({ undefined: 'weighted' })
  })
})

it('pooled z', () => {
  for (const [k1, n1, k2, n2, z, p] of fixture.z) {
    const [a, b] = [
      { k: k1!, n: n1! },
      { k: k2!, n: n2! }
    ]
    const result = defined(pooledZTest(a, b))
    close(result.z, z!, 1e-12)
    close(result.p, p!, 1e-12)
  }
  expect(pooledZTest({ k: 0, n: 5 }, { k: 0, n: 9 })).toEqual({ undefined: 'zero-variance' })
})

it('Mantel–Haenszel, CMH, Breslow–Day with Tarone agree with statsmodels', () => {
  for (const { strata, ...expected } of fixture.mh) {
    const cells = strata.map(([a, b, c, d]) => ({ a: a!, b: b!, c: c!, d: d! }))
    const odds = defined(commonOddsRatio(cells, 0.95))
    close(odds.estimate, expected.oddsRatio[0]!, 1e-12)
    close(odds.interval.low, expected.oddsRatio[1]!, 1e-10)
    close(odds.interval.high, expected.oddsRatio[2]!, 1e-10)
    close(defined(commonRiskRatio(cells, 0.95)).estimate, expected.riskRatio, 1e-12)
    close(defined(cmhTest(cells, false)).statistic, expected.cmh[0]!, 1e-11)
    close(defined(cmhTest(cells, false)).p, expected.cmh[1]!, 1e-11)
    close(defined(cmhTest(cells, true)).statistic, expected.cmhContinuity[0]!, 1e-11)
    const homogeneity = defined(breslowDayTaroneTest(cells))
    close(homogeneity.statistic, expected.tarone[0]!, 1e-9)
    close(homogeneity.p, expected.tarone[1]!, 1e-9)
    close(homogeneity.uncorrected, expected.breslowDay, 1e-9)
  }
  expect(commonOddsRatio([], 0.95)).toEqual({ undefined: 'no-rows' })
})

it('Holm and Benjamini–Hochberg agree with statsmodels', () => {
  holm(fixture.p).forEach((p, i) => close(p, fixture.holm[i]!, 1e-14))
  benjaminiHochberg(fixture.p).forEach((p, i) => close(p, fixture.bh[i]!, 1e-14))
})
