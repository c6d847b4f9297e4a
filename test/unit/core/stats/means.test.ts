import { describe, expect, it } from 'vitest'
import type { Auc } from '../../../../src/main/core/stats/auc'
import { auc, aucDifference, aucInterval } from '../../../../src/main/core/stats/auc'
import { clusteredDifference, clusteredRatio } from '../../../../src/main/core/stats/cluster'
import { meanInterval, ratioOfMeans, standardisedMeanDifference, welch } from '../../../../src/main/core/stats/means'
import { finiteCorrection, momentsOf } from '../../../../src/main/core/stats/moments'
import { weightedAuc } from '../../../../src/main/core/stats/weighted-auc'
import { effectiveCount, weightedProportionInterval, weightedVariance } from '../../../../src/main/core/stats/weighted'
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
  it('ratio of means and the correction of a wholly drawn frame', () => {
    expect(finiteCorrection(50, 50)).toBe(0)
    expect(finiteCorrection(1, 50)).toBe(1)
    const whole = defined(ratioOfMeans(a, b, 0.95, { correction: [0, 0] }))
    expect(whole.interval.low).toBe(whole.estimate)
    expect(welch(momentsOf([]), b, 0.95)).toEqual({ undefined: 'no-rows' })
    expect(welch(momentsOf([1]), b, 0.95)).toEqual({ undefined: 'single-row' })
  })
})

const clusterSums = (group: number | null) => {
  const clusters = Math.max(...fixture.rows.map((row) => row[0]!)) + 1
  const sums = { numerator: new Float64Array(clusters), denominator: new Float64Array(clusters) }
  for (const [g, of, y] of fixture.rows) {
    if (group !== null && of !== group) continue
    sums.numerator[g!]! += y!
    sums.denominator[g!]! += 1
  }
  return sums
}

describe('clusters', () => {
  it("a rate's linearised interval is statsmodels' cluster-robust one", () => {
    const { estimate, interval } = defined(clusteredRatio(clusterSums(null), 0.95))
    close(estimate, fixture.whole[0]!, 1e-12)
    close(interval.low, fixture.whole[1]!, 1e-10)
    close(interval.high, fixture.whole[2]!, 1e-10)
  })
  it('a difference counts a cluster with rows of both groups once', () => {
    const [one, zero] = [clusterSums(1), clusterSums(0)]
    const { estimate, interval } = defined(clusteredDifference(one, zero, 0.95))
    close(estimate, fixture.difference, 1e-11)
    const few = Math.min(...[one, zero].map(({ denominator }) => denominator.filter((x) => x > 0).length))
    const half = defined(meanInterval({ n: few, sumW: few, sumW2: few, sumWX: 0, sumWXX: few - 1 }, 0.95)).interval.high * Math.sqrt(few)
    close((interval.high - interval.low) / 2, half * Math.sqrt(fixture.differenceVariance), 1e-9)
  })
  it('under thirty clusters there is none', () => {
    const sums = { numerator: new Float64Array(29).fill(1), denominator: new Float64Array(29).fill(2) }
    expect(clusteredRatio(sums, 0.95)).toEqual({ undefined: 'few-clusters' })
  })
})

it('weighted rates: design variance and Kish size', () => {
  const events = fixture.events
  const sum = (f: (w: number, i: number) => number): number => fixture.weights.reduce((s, w, i) => s + f(w, i), 0)
  const count = {
    n: 40,
    sumW: sum((w) => w),
    sumW2: sum((w) => w * w),
    eventW: sum((w, i) => w * events[i]!),
    eventW2: sum((w, i) => w * w * events[i]!)
  }
  close(weightedVariance(count), fixture.weightedVariance, 1e-12)
  expect(effectiveCount(count).n).toBeLessThan(40)
  const equal = defined(weightedProportionInterval({ n: 30, sumW: 60, sumW2: 120, eventW: 24, eventW2: 48 }, 0.95))
  close(equal.low, 0.24589, 1e-4)
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
