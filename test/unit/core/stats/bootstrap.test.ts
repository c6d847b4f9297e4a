import { describe, expect, it } from 'vitest'
import type { Bootstrap } from '../../../../src/main/core/stats/multinomial-bootstrap'
import {
  mayResample,
  monteCarloDecides,
  multinomialBootstrap,
  percentileInterval
} from '../../../../src/main/core/stats/multinomial-bootstrap'
import { close, defined } from './close'

const counts = Int32Array.of(300, 700, 0, 450, 550)
const rates = (row: Int32Array, out: Float64Array, offset: number): void => {
  out[offset] = row[0]! / (row[0]! + row[1]!)
  out[offset + 1] = row[3]! / (row[3]! + row[4]!)
  out[offset + 2] = out[offset] - out[offset + 1]!
  out[offset + 3] = row.reduce((s, x) => s + x, 0)
  out[offset + 4] = row[2]!
}
const run = (replicates: number, first = 0): Bootstrap =>
  multinomialBootstrap(counts, rates, { replicates, first, seed: 'c0ffee', width: 5 })

describe('multinomial bootstrap', () => {
  it('keeps the total, leaves empty cells empty, and has the multinomial variance', () => {
    const { values } = run(4000)
    let [mean, square] = [0, 0]
    for (let r = 0; r < 4000; r++) {
      expect(values[5 * r + 3]).toBe(2000)
      expect(values[5 * r + 4]).toBe(0)
      mean += values[5 * r + 2]! / 4000
      square += values[5 * r + 2]! ** 2 / 4000
    }
    close(mean, -0.15, 0.01)
    close(square - mean * mean, (0.3 * 0.7) / 1000 + (0.45 * 0.55) / 1000, 0.08)
  })
  it('replicate r depends on seed and r only: a doubling keeps the first half', () => {
    const [whole, first, second] = [run(200), run(100), run(100, 100)]
    expect(whole.values).toEqual(Float64Array.of(...first.values, ...second.values))
    expect(percentileInterval([whole], 2, 0.95)).toEqual(percentileInterval([first, second], 2, 0.95))
  })
  it('percentile limits and their Monte Carlo errors', () => {
    const parts = Array.from({ length: 20 }, (_, i) => run(1000, 1000 * i))
    const lows = parts.map((part) => defined(percentileInterval([part], 2, 0.95)))
    const mean = lows.reduce((s, { interval }) => s + interval.low, 0) / 20
    const spread = Math.sqrt(lows.reduce((s, { interval }) => s + (interval.low - mean) ** 2, 0) / 19)
    const stated = lows.reduce((s, { lowError }) => s + lowError, 0) / 20
    expect(stated / spread).toBeGreaterThan(0.55)
    expect(stated / spread).toBeLessThan(1.8)
    close(mean, -0.15 - 1.96 * 0.0214, 0.02)
  })
  it('refuses small components, and a statistic that is often undefined', () => {
    expect(mayResample([{ k: 0, n: 30 }])).toBe(false)
    expect(mayResample([{ k: 26, n: 30 }])).toBe(false)
    expect(
      mayResample([
        { k: 5, n: 30 },
        { k: 25, n: 30 }
      ])
    ).toBe(true)
    const broken = { values: new Float64Array(100).fill(NaN), replicates: 100, width: 1 }
    expect(percentileInterval([broken], 0, 0.95)).toEqual({ undefined: 'not-smooth' })
  })
  it('doubles near the threshold, up to 50,000', () => {
    expect(monteCarloDecides(0.82, 0.005, 0.8, 1000)).toEqual({ decided: true })
    expect(monteCarloDecides(0.81, 0.005, 0.8, 1000)).toEqual({ decided: false, next: 2000 })
    expect(monteCarloDecides(0.81, 0.005, 0.8, 32_000)).toEqual({ decided: false, next: 50_000 })
    expect(monteCarloDecides(0.81, 0.005, 0.8, 50_000)).toBe('monte-carlo')
  })
})
