import { describe, expect, it } from 'vitest'
import type { Auc } from '../../../../src/main/core/stats/auc'
import { auc, aucDifference, aucInterval } from '../../../../src/main/core/stats/auc'
import { meanInterval, standardisedMeanDifference, welch } from '../../../../src/main/core/stats/means'
import { finiteCorrection, momentsOf } from '../../../../src/main/core/stats/moments'
import { weightedAuc } from '../../../../src/main/core/stats/weighted-auc'
import fixture from '../../../fixtures/stats/means.json'
import { close, defined } from './close'

const [a, b] = [momentsOf(fixture.a), momentsOf(fixture.b)]

describe('means', () => {
  it('Welch is that of scipy', () => {
    const result = defined(welch(a, b, 0.95))
    const [t, df, p, low, high] = fixture.welch
    close(result.t, t!, 1e-11)
    close(result.df, df!, 1e-11)
    close(result.p, p!, 1e-11)
    close(result.interval.low, low!, 1e-11)
    close(result.interval.high, high!, 1e-11)
    const one = defined(meanInterval(a, 0.95))
    close(one.interval.low, fixture.one[0]!, 1e-11)
    close(one.interval.high, fixture.one[1]!, 1e-11)
  })
  it('standardised difference', () => {
    const { estimate, interval } = defined(standardisedMeanDifference(a, b, 0.95))
    close(estimate, fixture.smd[0]!, 1e-11)
    close(interval.low, fixture.smd[1]!, 1e-11)
    close(interval.high, fixture.smd[2]!, 1e-11)
  })
  it('rows of one value say nothing of another sample', () => {
    const [same, other] = [momentsOf(Array.from({ length: 30 }, () => 0.3)), momentsOf(Array.from({ length: 9 }, () => 0.7))]
    expect(meanInterval(same, 0.95)).toEqual({ undefined: 'one-value' })
    expect(welch(same, other, 0.95)).toEqual({ undefined: 'one-value' })
    expect(standardisedMeanDifference(same, other, 0.95)).toEqual({ undefined: 'one-value' })
    expect(defined(welch(same, b, 0.95)).interval.low).toBeLessThan(0)
    const near = momentsOf([1e6, 1e6 + 1, 1e6 + 2])
    close(defined(meanInterval(near, 0.95)).interval.high, 1e6 + 1 + 4.302652729911275 / Math.sqrt(3), 1e-6)
  })
  it('corrections of a drawn frame; too few rows', () => {
    expect(finiteCorrection(50, 50)).toBe(0)
    expect(finiteCorrection(1, 50)).toBe(1)
    expect(welch(momentsOf([]), b, 0.95)).toEqual({ undefined: 'no-rows' })
    expect(welch(momentsOf([1]), b, 0.95)).toEqual({ undefined: 'single-row' })
  })
})

describe('AUC', () => {
  const [x, y] = [Float64Array.from(fixture.positives), Float64Array.from(fixture.negatives)]
  it('with ties and DeLong variance is the brute-force one', () => {
    const area = defined(auc(x, y))
    close(area.estimate, fixture.auc[0]!, 1e-13)
    close(area.variance, fixture.auc[1]!, 1e-12)
    const { interval } = defined(aucInterval(area, 0.95))
    expect(interval.low).toBeLessThan(area.estimate)
    expect(interval.high).toBeLessThan(1)
  })
  it('weighted, and equal weights give the plain one', () => {
    const weighted = defined(
      weightedAuc(
        { scores: x, weights: Float64Array.from(fixture.positiveWeights) },
        { scores: y, weights: Float64Array.from(fixture.negativeWeights) }
      )
    )
    close(weighted.estimate, fixture.weightedAuc[0]!, 1e-12)
    close(weighted.variance, fixture.weightedAuc[1]!, 1e-12)
    const plain = defined(weightedAuc({ scores: x, weights: x.map(() => 2) }, { scores: y, weights: y.map(() => 0.5) }))
    close(plain.estimate, fixture.auc[0]!, 1e-12)
    close(plain.variance, fixture.auc[1]!, 1e-12)
  })
  it('constants, perfection and one class', () => {
    const same: Auc = defined(auc(Float32Array.of(1, 1), Float32Array.of(1, 1, 1)))
    expect(same).toMatchObject({ estimate: 0.5, variance: 0 })
    expect(aucInterval(same, 0.95)).toEqual({ undefined: 'zero-variance' })
    expect(aucDifference(same, same, 0.95)).toEqual({ undefined: 'zero-variance' })
    expect(auc(Float32Array.of(), Float32Array.of(1))).toEqual({ undefined: 'one-class' })
  })
})
