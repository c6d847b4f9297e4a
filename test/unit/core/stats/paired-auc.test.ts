import { describe, expect, it, test } from 'vitest'
import { normalInterval } from '../../../../src/main/core/stats/means'
import { linearisedAuc, pairedAucDifference, type PairedPlacements } from '../../../../src/main/core/stats/paired-auc'
import fixture from '../../../fixtures/comparison/paired.json'
import fc from '../../../support/fast-check'
import { close, defined } from './close'

type Scores = readonly number[]

/** Of each row the share of the other class that it is ranked right against, ties half. */
const placementsOf = (label: readonly number[], scores: Scores): number[] =>
  scores.map((own, row) => {
    const others = scores.filter((_, other) => label[other] !== label[row])
    const right = (other: number): number => (other === own ? 0.5 : Number(label[row] === 1 ? other < own : other > own))
    return others.reduce((sum, other) => sum + right(other), 0) / others.length
  })

function pairedOf(label: readonly number[], a: Scores, b: Scores): PairedPlacements {
  const before = placementsOf(label, a)
  return { ofRow: Float64Array.from(placementsOf(label, b), (own, row) => own - before[row]!), label: Uint8Array.from(label) }
}

const sum = (values: Iterable<number>): number => [...values].reduce((total, value) => total + value, 0)

const scored = fc
  .array(fc.tuple(fc.constantFrom(0, 1), fc.nat(8), fc.nat(8)), { minLength: 6, maxLength: 40 })
  .map((rows) => ({ label: rows.map(([y]) => y), a: rows.map(([, a]) => a), b: rows.map(([, , b]) => b) }))
  .filter(({ label }) => sum(label) >= 2 && sum(label) <= label.length - 2)

describe('difference of two areas under the curve on the same rows', () => {
  test.each(fixture.delong)('of $label.length rows is $difference', ({ label, a, b, difference, se, z, p, low, high }) => {
    const result = pairedAucDifference(pairedOf(label, a, b))
    if (z === null) return expect(result).toEqual({ undefined: 'zero-variance' })
    const own = defined(result)
    close(own.estimate, difference, 1e-9, 'difference', 1e-11)
    close(Math.sqrt(own.variance), se, 1e-9, 'standard error')
    close(own.p, p, 1e-9, 'p')
    const limits = defined(normalInterval(own.estimate, own.variance, 0.95, 'delong'))
    close(limits.low, low, 1e-9, 'low', 1e-11)
    close(limits.high, high, 1e-9, 'high', 1e-11)
  })

  it('is undefined where a class has no row, and without spread where it has one', () => {
    expect(pairedAucDifference(pairedOf([1, 1, 1], [1, 2, 3], [3, 2, 1]))).toEqual({ undefined: 'one-class' })
    expect(pairedAucDifference(pairedOf([1, 0, 0, 0], [1, 2, 0, 3], [3, 2, 1, 4]))).toEqual({ undefined: 'zero-variance' })
  })

  it('takes what rounding leaves of no variance for none', () => {
    const ofRow = Float64Array.of(1 / 3, 2 / 3 - 1 / 3, 1 - 2 / 3, 1 / 3, 2 / 3 - 1 / 3, 1 - 2 / 3)
    expect(pairedAucDifference({ ofRow, label: Uint8Array.of(1, 1, 1, 0, 0, 0) })).toEqual({ undefined: 'zero-variance' })
  })

  it('leaves out rows without a label or a place', () => {
    const whole = pairedOf([1, 0, 1, 0, 1, 0], [1, 2, 3, 1, 2, 3], [2, 1, 3, 2, 1, 4])
    const ofRow = Float64Array.of(...whole.ofRow, NaN, 0.7)
    expect(pairedAucDifference({ ofRow, label: Uint8Array.of(...whole.label, 1, 2) })).toEqual(pairedAucDifference(whole))
  })

  it('has the other sign and the same p where the models change places', () => {
    fc.assert(
      fc.property(scored, ({ label, a, b }) => {
        const [one, other] = [pairedAucDifference(pairedOf(label, a, b)), pairedAucDifference(pairedOf(label, b, a))]
        if ('undefined' in one || 'undefined' in other) return expect(other).toEqual(one)
        expect(other.estimate).toBeCloseTo(-one.estimate, 12)
        expect(other.variance).toBeCloseTo(one.variance, 12)
        expect(other.p).toBeCloseTo(one.p, 10)
      })
    )
  })
})

describe('its linearisation', () => {
  test.each(fixture.clustered)('spreads as the $clusters clusters of $label.length rows do', ({ label, a, b, cluster, difference, se }) => {
    const values = linearisedAuc(pairedOf(label, a, b), null)
    const [rows, clusters] = [label.length, new Set(cluster).size]
    close(sum(values) / rows, difference, 1e-9, 'mean', 1e-11)
    const totals = new Map<number, number>()
    values.forEach((value, row) => totals.set(cluster[row]!, (totals.get(cluster[row]!) ?? 0) + (value - difference) / rows))
    const variance = (clusters / (clusters - 1)) * sum([...totals.values()].map((total) => total ** 2))
    close(variance, se ** 2, 1e-9, 'variance')
  })

  it('counts a row with weight two as two rows', () => {
    fc.assert(
      fc.property(scored, fc.infiniteStream(fc.integer({ min: 1, max: 3 })), ({ label, a, b }, drawn) => {
        const weight = Float64Array.from(label, () => drawn.next().value as number)
        const repeated = <T>(values: ArrayLike<T>): T[] =>
          Array.from(values).flatMap((value, row) => Array.from({ length: weight[row]! }, () => value))
        const placed = pairedOf(label, a, b)
        const values = linearisedAuc(placed, weight)
        const long = linearisedAuc(
          { ofRow: Float64Array.from(repeated(placed.ofRow)), label: Uint8Array.from(repeated(placed.label)) },
          null
        )
        repeated(values).forEach((value, row) => expect(value).toBeCloseTo(long[row]!, 10))
      })
    )
  })

  it('averages to the difference of the areas', () => {
    fc.assert(
      fc.property(scored, ({ label, a, b }) => {
        const placed = pairedOf(label, a, b)
        const area = (scores: Scores): number => {
          const positives = placementsOf(label, scores).filter((_, row) => label[row] === 1)
          return sum(positives) / positives.length
        }
        expect(sum(linearisedAuc(placed, null)) / label.length).toBeCloseTo(area(b) - area(a), 12)
      })
    )
  })

  it('leaves out rows without a label or a place', () => {
    const whole = pairedOf([1, 0, 1, 0], [1, 2, 3, 1], [2, 1, 3, 2])
    const ofRow = Float64Array.of(...whole.ofRow, NaN, 0.7)
    const values = linearisedAuc({ ofRow, label: Uint8Array.of(...whole.label, 1, 2) }, null)
    expect([...values]).toEqual([...linearisedAuc(whole, null), NaN, NaN])
  })
})
