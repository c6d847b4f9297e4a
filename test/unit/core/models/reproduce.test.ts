import { describe, expect, it } from 'vitest'
import { reproduce } from '../../../../src/main/core/models/reproduce'

describe('reproducing logged scores', () => {
  const exact = Float64Array.of(0.123456789012, 0.5, 0.987654321098)
  it('counts rows and names the worst', () => {
    const result = reproduce(
      'float64',
      exact,
      exact.map((x, i) => (i === 1 ? x + 1e-3 : x))
    )
    expect(result).toMatchObject({ rows: 3, compared: 3, reproduced: 2, decimals: null, worst: { row: 1, logged: 0.5 } })
  })
  it('allows what float32 leaves open, and no more', () => {
    expect(reproduce('float32', exact, exact.map(Math.fround)).reproduced).toBe(3)
    expect(reproduce('float64', exact, exact.map(Math.fround)).reproduced).toBe(1)
    expect(
      reproduce(
        'float32',
        exact,
        exact.map((x) => x + 1e-4)
      ).reproduced
    ).toBe(0)
  })
  it('allows half a unit of the last digit that was logged', () => {
    const rounded = exact.map((x) => Math.round(x * 1e4) / 1e4)
    expect(reproduce('float64', rounded, exact)).toMatchObject({ reproduced: 3, decimals: 4 })
    expect(
      reproduce(
        'float64',
        rounded,
        exact.map((x) => x + 1e-4)
      ).reproduced
    ).toBe(0)
  })
  it('leaves out rows without a score, and takes a NaN of the model for a difference', () => {
    expect(reproduce('float64', Float64Array.of(NaN, 1, 2), Float64Array.of(1, NaN, 2))).toMatchObject({
      rows: 3,
      compared: 2,
      reproduced: 1
    })
  })
})
