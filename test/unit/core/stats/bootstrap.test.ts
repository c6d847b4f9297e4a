import { describe, expect, it } from 'vitest'
import { percentileInterval } from '../../../../src/main/core/stats/multinomial-bootstrap'
import { close, defined } from './close'
import { resampled } from './resampled'

const counts = [300, 700, 0, 450, 550]
const gap = (row: readonly number[]): number => row[0]! / (row[0]! + row[1]!) - row[3]! / (row[3]! + row[4]!)
const gaps = (replicates: number, seed = 'c0ffee'): Float64Array => resampled(counts, gap, { replicates, seed })

describe('percentile intervals', () => {
  it('resampled gaps have the multinomial variance', () => {
    const values = gaps(4000)
    const mean = values.reduce((s, x) => s + x, 0) / 4000
    const square = values.reduce((s, x) => s + x * x, 0) / 4000
    close(mean, -0.15, 0.01)
    close(square - mean * mean, (0.3 * 0.7) / 1000 + (0.45 * 0.55) / 1000, 0.08)
  })
  it('limits and their Monte Carlo errors', () => {
    const lows = Array.from({ length: 20 }, (_, i) => defined(percentileInterval(gaps(1000, `${i}`), 0.95)))
    const mean = lows.reduce((s, { interval }) => s + interval.low, 0) / 20
    const spread = Math.sqrt(lows.reduce((s, { interval }) => s + (interval.low - mean) ** 2, 0) / 19)
    const stated = lows.reduce((s, { lowError }) => s + lowError, 0) / 20
    expect(stated / spread).toBeGreaterThan(0.55)
    expect(stated / spread).toBeLessThan(1.8)
    close(mean, -0.15 - 1.96 * 0.0214, 0.02)
  })
  it('there is none of a statistic that is often undefined', () => {
    expect(percentileInterval(new Float64Array(100).fill(NaN), 0.95)).toEqual({ undefined: 'not-smooth' })
    expect(percentileInterval(Float64Array.of(...gaps(98), NaN, NaN), 0.95)).toEqual({ undefined: 'not-smooth' })
    expect(percentileInterval(Float64Array.of(...gaps(99), NaN), 0.95)).toMatchObject({ usable: 99 })
  })
})
