import { describe, expect, it } from 'vitest'
import { proportionInterval, sampledProportionInterval, wilsonLimits } from '../../../../src/main/core/stats/proportion'
import { differenceInterval, katzInterval, newcombeInterval, ratioInterval } from '../../../../src/main/core/stats/two-proportions'
import { criticalValue } from '../../../../src/main/core/stats/normal'
import type { Computed, Interval } from '../../../../src/main/core/stats/interval'
import fixture from '../../../fixtures/stats/intervals.json'
import { close, defined } from './close'

const agrees = (interval: Computed<Interval>, expected: readonly number[] | undefined, relative: number, what: string): void => {
  if (expected === undefined) return
  const { low, high } = defined(interval)
  close(low, expected[0]!, relative, `${what} low`, 1e-14)
  close(high, expected[1]!, relative, `${what} high`, 1e-14)
}

describe('one rate', () => {
  it('Wilson limits are those of statsmodels', () => {
    for (const [k, n, low, high] of fixture.wilson) {
      const limits = wilsonLimits(k!, n!, criticalValue(0.95))
      close(limits.low, low!, 1e-12, `${k}/${n}`, 1e-16)
      close(limits.high, high!, 1e-12)
    }
  })
  it('Clopper–Pearson decides under five events or non-events, Wilson from five on', () => {
    for (const [k, n, low, high] of fixture.clopperPearson) agrees(proportionInterval(k!, n!, 0.95), [low!, high!], 1e-11, `${k}/${n}`)
    expect(proportionInterval(4, 30, 0.95)).toMatchObject({ method: 'clopper-pearson' })
    expect(proportionInterval(5, 30, 0.95)).toMatchObject({ method: 'wilson' })
    expect(proportionInterval(26, 30, 0.95)).toMatchObject({ method: 'clopper-pearson' })
    expect(proportionInterval(0, 0, 0.95)).toEqual({ undefined: 'no-rows' })
  })
  it('limits of a sample of a frame are exact whole numbers', () => {
    for (const [k, n, frame, low, high] of fixture.hypergeometric) {
      const interval = defined(sampledProportionInterval(k!, n!, frame!, 0.95))
      expect([Math.round(interval.low * frame!), Math.round(interval.high * frame!)], `${k}/${n} of ${frame}`).toEqual([low, high])
    }
  })
  it('a frame wholly drawn leaves no doubt', () => {
    expect(sampledProportionInterval(3, 10, 10, 0.95)).toMatchObject({ low: 0.3, high: 0.3 })
  })
})

describe('two rates', () => {
  for (const row of fixture.two) {
    const [k1, n1, k2, n2] = row.counts as [number, number, number, number]
    const [a, b] = [
      { k: k1, n: n1 },
      { k: k2, n: n2 }
    ]
    it(`${k1}/${n1} and ${k2}/${n2}`, () => {
      agrees(differenceInterval(a, b, 0.95), row.difference, 1e-9, 'difference')
      agrees(differenceInterval(a, b, 0.95, 'none'), row.differencePlain, 1e-9, 'difference without factor')
      agrees(newcombeInterval(a, b, 0.95), row.newcombe, 1e-10, 'Newcombe')
      if (k2 === 0) return expect(ratioInterval(a, b, 0.95)).toEqual({ undefined: 'zero-reference' })
      agrees(ratioInterval(a, b, 0.95), row.ratio, 1e-10, 'ratio')
      agrees(ratioInterval(a, b, 0.95, 'none'), row.ratioPlain, 1e-10, 'ratio without factor')
      agrees(ratioInterval(a, b, 0.95), row.statsmodelsRatio, 1e-7, 'ratio of statsmodels')
      agrees(katzInterval(a, b, 0.95), row.katz, 1e-10, 'Katz')
    })
  }
  it('Newcombe (1998), Table II: 56/70 − 48/80, methods 6 and 10', () => {
    const [a, b] = [
      { k: 56, n: 70 },
      { k: 48, n: 80 }
    ]
    const mn = defined(differenceInterval(a, b, 0.95))
    expect([mn.low.toFixed(4), mn.high.toFixed(4)]).toEqual(['0.0528', '0.3382'])
    const hybrid = defined(newcombeInterval(a, b, 0.95))
    expect([hybrid.low.toFixed(4), hybrid.high.toFixed(4)]).toEqual(['0.0524', '0.3339'])
  })
  it('0/n against a positive reference is ratio 0 with an upper limit; 0/0 is undefined, never fair', () => {
    const interval = defined(ratioInterval({ k: 0, n: 40 }, { k: 12, n: 40 }, 0.95))
    expect(interval.low).toBe(0)
    expect(interval.high).toBeGreaterThan(0.1)
    expect(interval.high).toBeLessThan(0.5)
    expect(ratioInterval({ k: 0, n: 40 }, { k: 0, n: 40 }, 0.95)).toEqual({ undefined: 'zero-reference' })
  })
})
