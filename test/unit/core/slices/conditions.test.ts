import fc from '../../../support/fast-check'
import { describe, expect, it } from 'vitest'
import { searchColumn } from '../../../../src/main/core/slices/conditions'
import { sliceKernels } from '../../../../src/main/kernels/slices'
import { load, planOf, type Cell } from '../fairness/harness'

const column = (cells: readonly Cell[], as: 'codes' | 'numbers', use: unknown = 'feature', learn?: readonly number[], bins = 4) =>
  searchColumn(
    { plan: planOf({ columns: { x: use } }), part: 'current', rows: cells.length, columns: new Map([['x', load(cells, 'x', 0, as)]]) },
    'x',
    bins,
    Uint8Array.from(learn ?? cells.map(() => 1)),
    sliceKernels
  )
const textsOf = (found: ReturnType<typeof column>): string[] => found.conditions.map(({ text }) => text)

describe('conditions on numbers', () => {
  it('are stretches of bins, and missing', () => {
    const found = column([1, 2, 3, 4, 5, 6, 7, 8, null], 'numbers')
    expect(found.texts).toEqual(['missing', 'under 3', '3 to under 5', '5 to under 7', '7 or over'])
    expect(textsOf(found)).toEqual([
      'under 3',
      'under 5',
      'under 7',
      '3 to under 5',
      '3 to under 7',
      '3 or over',
      '5 to under 7',
      '5 or over',
      '7 or over',
      'missing'
    ])
    expect([...found.ofRow]).toEqual([1, 1, 2, 2, 3, 3, 4, 4, 0])
  })

  it('have edges of few digits that part the rows as the quantiles do', () => {
    expect(column([0.4730717071180339, 0.48912, 0.51, 0.53], 'numbers', 'feature', undefined, 2).texts).toEqual([
      'missing',
      'under 0.5',
      '0.5 or over'
    ])
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), { minLength: 8, maxLength: 60 }), (numbers) => {
        const sorted = Float64Array.from(numbers).sort()
        const quantiles = [...new Set([1, 2, 3].map((i) => sorted[Math.floor((sorted.length * i) / 4)]!))].filter(
          (edge) => edge > sorted[0]!
        )
        const wanted = numbers.map((x) => 1 + quantiles.filter((edge) => x >= edge).length)
        expect([...column(numbers, 'numbers').ofRow]).toEqual(wanted)
      })
    )
  })

  it('are learned on the rows that are searched alone', () => {
    const cells = [1, 2, 3, 4, 100, 200, 300, 400]
    expect(column(cells, 'numbers', 'feature', [1, 1, 1, 1, 0, 0, 0, 0]).texts).toContain('4 or over')
    expect(column([5, 5, 5, 5], 'numbers').conditions).toEqual([])
  })
})

describe('conditions on values', () => {
  it('are one a value, the commonest first, and missing', () => {
    const found = column(['a', 'b', 'b', null], 'codes')
    expect(textsOf(found)).toEqual(['b', 'a', 'missing'])
    expect([...found.ofRow]).toEqual([2, 1, 1, 0])
  })

  it('are of the 24 commonest values; all others are together and no condition', () => {
    const cells = Array.from({ length: 60 }, (_, i) => `v${i % 30}`)
    const found = column(cells, 'codes')
    expect(found.conditions).toHaveLength(24)
    expect(found.texts.at(-1)).toBe('others')
    expect(new Set(found.ofRow).size).toBe(25)
  })

  it('of protected columns are the plan’s groups; the unknown are none', () => {
    const use = { role: 'protected', names: { f: 'Female', m: 'Male' }, unknown: ['x'] }
    expect(textsOf(column(['f', 'm', 'x', null, 'f'], 'codes', use))).toEqual(['Female', 'Male'])
    expect(textsOf(column([20, 40, 70, null], 'numbers', { role: 'protected', bins: [30, 60] })).sort()).toEqual([
      '30 to under 60',
      '60 or over',
      'under 30'
    ])
  })
})
