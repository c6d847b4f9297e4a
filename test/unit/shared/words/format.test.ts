import { describe, expect, it } from 'vitest'
import {
  count,
  decimalsFor,
  decimalsOf,
  fixed,
  listed,
  percent,
  probability,
  thresholdText,
  valueText
} from '../../../../src/shared/words/format'

const NARROW = '\u202f'

describe('numbers in print', () => {
  it('groups digits from five on, with narrow blanks', () => {
    expect([0, 999, 1234, 12345, 1234567, -12345].map(count)).toEqual([
      '0',
      '999',
      '1234',
      `12${NARROW}345`,
      `1${NARROW}234${NARROW}567`,
      `−12${NARROW}345`
    ])
  })

  it('has a true minus sign and no minus zero', () => {
    expect(fixed(-0.5, 1)).toBe('−0.5')
    expect(fixed(-0.0004, 3)).toBe('0.000')
    expect(fixed(-0, 2)).toBe('0.00')
    expect(percent(0.4567, 1)).toBe(`45.7${NARROW}%`)
  })

  it('prints two significant digits of the half-width', () => {
    expect(decimalsFor(0.065, 1)).toBe(3)
    expect(decimalsFor(0.1, 1)).toBe(2)
    expect(decimalsFor(0.0999, 1)).toBe(3)
    expect(decimalsFor(12, 0)).toBe(0)
    expect(decimalsFor(3, 0)).toBe(1)
    expect(decimalsFor(1e-12, 0)).toBe(6)
    expect(decimalsFor(0, 1)).toBe(1)
  })

  it('counts the digits of shares on the percentage', () => {
    expect(valueText(0.4567, 'proportion', decimalsOf('proportion', [0.4567], 0.44, 0.47))).toBe(`45.7${NARROW}%`)
    expect(valueText(0.4567, 'proportion', decimalsOf('proportion', [0.4567], 0.3, 0.6))).toBe(`46${NARROW}%`)
    expect(decimalsOf('ratio', [0.7], null, null)).toBe(3)
  })

  it('never rounds an estimate or a limit onto a threshold that it differs from', () => {
    const decimals = decimalsOf('ratio', [0.7998], 0.7, 0.9, [0.8])
    expect(fixed(0.7998, decimals)).not.toBe(fixed(0.8, decimals))
    expect(fixed(0.8, decimalsOf('ratio', [0.8], 0.7, 0.9, [0.8]))).toBe('0.80')
  })

  it('says p-values with an end, and missing values with a dash', () => {
    expect([0.5, 0.0123, 0.00123, 0.00001, 0].map(probability)).toEqual(['0.500', '0.012', '0.0012', '< 0.0001', '< 0.0001'])
    expect(valueText(null, 'ratio', 3)).toBe('–')
  })

  it('writes thresholds as the plan does', () => {
    expect(thresholdText(0.8, null, 'ratio')).toBe('≥ 0.8')
    expect(thresholdText(null, 0.07, 'proportion')).toBe(`≤ 7${NARROW}%`)
    expect(thresholdText(0.8, 1.25, 'ratio')).toBe('0.8 to 1.25')
    expect(thresholdText(null, 0.005, 'proportion')).toBe(`≤ 0.5${NARROW}%`)
  })

  it('lists', () => expect([listed([]), listed(['a']), listed(['a', 'b', 'c'])]).toEqual(['', 'a', 'a, b and c']))
})
