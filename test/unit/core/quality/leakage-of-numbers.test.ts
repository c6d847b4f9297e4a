import { describe, expect, it } from 'vitest'
import oracle from '../../../fixtures/quality/leakage.json'
import { leakageOfNumbers } from '../../../../src/main/core/quality/leakage-of-numbers'
import { load } from '../fairness/harness'

const label = Float64Array.from([...oracle.y, NaN, 5])
const numbers = (name: string, cells: readonly number[]) => load([...cells, 1, null], name, 0, 'numbers')

describe('a feature that tells a label that is a number', () => {
  it(`r² and η² beyond chance are those of scipy ${oracle.scipy}; rows without either are left out`, () => {
    const [x] = leakageOfNumbers(numbers('x', oracle.x), label).drafts
    expect([x!.metric, x!.quantity.n.group]).toEqual(['leakage_correlation', oracle.y.length])
    expect(x!.quantity.estimate).toBeCloseTo(oracle.r2, 11)
    const [c] = leakageOfNumbers(load([...oracle.c, 'a', 'a'], 'c', 0, 'codes'), Float64Array.from([...oracle.y, NaN, NaN])).drafts
    expect(c!.metric).toBe('leakage_eta_squared')
    expect(c!.quantity.estimate).toBeCloseTo(oracle.eta2, 11)
  })

  it('is a finding where it tells nearly all', () => {
    const { drafts, notices } = leakageOfNumbers(numbers('leak', oracle.leak), label)
    expect(drafts[0]!.quantity.estimate).toBeCloseTo(oracle.leak_r2, 11)
    expect(notices.map(({ kind, column }) => [kind, column])).toEqual([['leakage', 'leak']])
    expect(leakageOfNumbers(numbers('x', oracle.x), label).notices).toEqual([])
  })

  it('is nothing where every row has its own category, and the label where it follows from a missing value', () => {
    const own = oracle.y.map((_, i) => `row ${i}`)
    expect(leakageOfNumbers(load(own, 'own', 0, 'codes'), Float64Array.from(oracle.y)).drafts[0]!.quantity.estimate).toBeCloseTo(0, 12)
    const rare = oracle.y.map((_, i) => `pair ${i >> 1}`)
    expect(leakageOfNumbers(load(rare, 'rare', 0, 'codes'), Float64Array.from(oracle.y)).drafts[0]!.quantity.estimate).toBeLessThan(0.5)
    const absent = oracle.y.map((_, i) => (i % 2 === 0 ? null : 'x'))
    const follows = leakageOfNumbers(
      load(absent, 'absent', 0, 'codes'),
      Float64Array.from(oracle.y, (_, i) => (i % 2) * 9)
    )
    expect(follows.notices).toHaveLength(1)
  })

  it('is undefined for a constant and where nothing is known', () => {
    const of = (cells: readonly number[]) => leakageOfNumbers(numbers('k', cells), label).drafts[0]!.quantity
    expect([of(oracle.x.map(() => 3)).estimate, of(oracle.x.map(() => 3)).reason]).toEqual([null, 'zero-denominator'])
    expect(of(oracle.x.map(() => NaN)).reason).toBe('no-rows')
  })
})
