import { describe, expect, it } from 'vitest'
import fc from '../../../support/fast-check'
import { howToProfile } from '../../../../src/main/core/profile/how-to-profile'
import { profileCodes } from '../../../../src/main/core/profile/profile-codes'
import { profileNumbers } from '../../../../src/main/core/profile/profile-numbers'
import { sortFloat64 } from '../../../../src/main/kernels/radix-sort'
import type { Column } from '../../../../src/shared/model/dataset'

const profile = (values: readonly number[], whole = false) => {
  const shape = profileNumbers(Float64Array.from(values), 'number', whole, sortFloat64)
  if (shape.kind !== 'numbers') throw new Error('no numbers')
  return shape
}

describe('numbers', () => {
  it('every number is in one bin, below or above', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.double(), fc.integer({ min: -20, max: 20 })), { minLength: 1 }), fc.boolean(), (values, whole) => {
        const numbers = whole ? values.map(Math.round) : values
        if (!numbers.some(Number.isFinite)) return
        const { bins, below, above } = profile(numbers, whole)
        expect(bins.reduce((sum, { rows }) => sum + rows, below + above)).toBe(numbers.filter((value) => !Number.isNaN(value)).length)
        bins.forEach((bin) => {
          const inside = numbers.filter((value) => value >= bin.low && (value < bin.high || (bin === bins.at(-1) && value === bin.high)))
          expect(bin.rows).toBe(inside.length)
        })
      })
    )
  })
  it('whole numbers close together have a bin each', () => {
    const { bins, distinct } = profile([1, 1, 2, 4], true)
    expect(bins).toEqual([
      { low: 0.5, high: 1.5, rows: 2 },
      { low: 1.5, high: 2.5, rows: 1 },
      { low: 2.5, high: 3.5, rows: 0 },
      { low: 3.5, high: 4.5, rows: 1 }
    ])
    expect(distinct).toBe(3)
  })
  it('a far tail is left out of the picture and counted', () => {
    const { bins, above, high } = profile([...Array.from({ length: 999 }, (_, i) => i / 999), 1e6])
    expect(high).toBe(1e6)
    expect(bins.at(-1)?.high).toBeLessThan(1)
    expect(above).toBeGreaterThan(0)
  })
  it('quantiles are values of the data', () => {
    const { quantiles } = profile(Array.from({ length: 100 }, (_, i) => i + 1))
    expect(quantiles.map(({ value }) => value)).toEqual([1, 5, 25, 50, 75, 95, 99])
  })
  it('one value, and none', () => {
    expect(profile([3, 3]).bins).toEqual([{ low: 3, high: 3, rows: 2 }])
    expect(profileNumbers(Float64Array.of(NaN), 'number', false, sortFloat64)).toEqual({ kind: 'empty' })
  })
})

describe('categories', () => {
  it('the most frequent first, all others together', () => {
    const values = Array.from({ length: 30 }, (_, k) => `v${String(k).padStart(2, '0')}`)
    const codes = Uint8Array.from([0, 5, 5, 2, 2, 9, ...values.map((_, k) => k + 1)])
    const shape = profileCodes(codes, values)
    if (shape.kind !== 'categories') throw new Error('no categories')
    expect(shape.top.slice(0, 3)).toEqual([
      { value: 'v01', rows: 3 },
      { value: 'v04', rows: 3 },
      { value: 'v08', rows: 2 }
    ])
    expect(shape.others).toEqual({ values: 6, rows: 6 })
    expect(shape.distinct).toBe(30)
  })
})

describe('what is shown of a column', () => {
  const column = (patch: Partial<Column>): Column => ({
    stored: 'c0',
    name: 'x',
    type: 'category',
    typeReason: '',
    role: 'feature',
    roleReason: '',
    missing: 0,
    distinct: 5,
    ...patch
  })
  it('never identifiers, nor texts of which nearly every row has its own', () => {
    expect(howToProfile(column({ role: 'id', type: 'integer' }), 100)).toEqual({ withheld: 'identifier' })
    expect(howToProfile(column({ type: 'text', distinct: 90 }), 100)).toEqual({ withheld: 'mostly-distinct' })
    expect(howToProfile(column({ type: 'text', distinct: 90 }), 1000)).toEqual({ as: 'categories' })
    expect(howToProfile(column({ type: 'date' }), 1000)).toEqual({ as: 'numbers', unit: 'day', whole: true })
  })
})
