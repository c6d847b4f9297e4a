import { describe, expect, it } from 'vitest'
import { assess, find, rowsOf } from './harness'

/** DCWP's worked table for Local Law 144 by sex. */
const table = rowsOf(
  ['sex', 'hired'],
  [
    [50, 'Male', 1],
    [42, 'Male', 0],
    [34, 'Female', 1],
    [42, 'Female', 0],
    [3, null, 1]
  ]
)
const columns = { sex: 'protected', hired: { role: 'decision', favourable: ['1'] } }

describe('selection rates', () => {
  const result = assess(table, { columns, groups: { reference: { sex: 'Male' } } })

  it('gives the rate of each group and of the unknown', () => {
    expect(find(result, { metric: 'selection_rate', group: { sex: 'Male' } }).measure.estimate).toBeCloseTo(0.543, 3)
    expect(find(result, { metric: 'selection_rate', group: { sex: 'Female' } }).measure.estimate).toBeCloseTo(0.447, 3)
    expect(find(result, { metric: 'selection_rate', group: { sex: null } }).measure.estimate).toBe(1)
    expect(find(result, { metric: 'selection_rate', group: null }).measure.estimate).toBe(87 / 171)
  })

  it('compares with the planned reference', () => {
    const ratio = find(result, { metric: 'selection_rate_ratio', group: { sex: 'Female' } })
    expect(ratio.measure.estimate).toBeCloseTo(34 / 76 / (50 / 92), 12)
    expect(ratio.measure.interval?.method).toBe('koopman-ratio')
    expect(ratio.limits?.(0.05)).toEqual({ low: ratio.measure.interval?.low, high: ratio.measure.interval?.high })
    expect(ratio.limits!(0.01)!.low).toBeLessThan(ratio.measure.interval!.low!)
    expect(ratio.measure.n).toEqual({ group: 76, reference: 92 })
  })

  it('counts everybody', () => {
    expect(result.population.attributes).toEqual([
      {
        attribute: 'sex',
        groups: [
          { value: 'Female', rows: 76, share: 76 / 171 },
          { value: 'Male', rows: 92, share: 92 / 171 }
        ],
        unknown: 3
      }
    ])
  })
})
