import { describe, expect, it } from 'vitest'
import {
  largestPassingDifference,
  largestPassingRatio,
  neededN,
  neededNForDifference,
  smallestPassingDifference,
  smallestPassingRatio
} from '../../../../src/main/core/stats/power'
import { drawBinomial } from './draw-binomial'
import { randomStream } from '../../../../src/main/core/stats/random'
import { ratioInterval } from '../../../../src/main/core/stats/two-proportions'
import { close, defined } from './close'

const design = { n: 400, referenceN: 600, referenceRate: 0.5, level: 0.95 }

describe('power of a verdict', () => {
  it('the smallest passing ratio solves the published inequality', () => {
    const ratio = defined(smallestPassingRatio(0.8, design))
    const p = ratio * 0.5
    close((1 - p) / (400 * p) + 0.5 / (600 * 0.5), (Math.log(ratio / 0.8) / 2.8015852) ** 2, 1e-6)
    expect(ratio).toBeGreaterThan(0.95)
    expect(ratio).toBeLessThan(1.05)
  })
  it('at that ratio about 80 % of audits pass', () => {
    const ratio = defined(smallestPassingRatio(0.8, design))
    const random = randomStream('power', 1)
    let passes = 0
    for (let i = 0; i < 2000; i++) {
      const interval = ratioInterval(
        { k: drawBinomial(400, ratio * 0.5, random), n: 400 },
        { k: drawBinomial(600, 0.5, random), n: 600 },
        0.95
      )
      if (defined(interval).low >= 0.8) passes++
    }
    expect(passes / 2000).toBeGreaterThan(0.76)
    expect(passes / 2000).toBeLessThan(0.84)
  })
  it('needed n is the smallest that satisfies the inequality, and agrees with the smallest ratio', () => {
    const rest = { referenceN: 600, referenceRate: 0.5, level: 0.95 }
    const n = defined(neededN(0.47, 0.8, 'at-least', rest))
    const holds = (n1: number): boolean => 0.53 / (n1 * 0.47) + 0.5 / 300 <= (Math.log(0.94 / 0.8) / 2.8015852) ** 2
    expect([holds(n), holds(n - 1)]).toEqual([true, false])
    close(defined(smallestPassingRatio(0.8, { ...rest, n })), 0.94, 0.001)
    expect(neededN(0.39, 0.8, 'at-least', rest)).toEqual({ undefined: 'estimate-beyond-threshold' })
    expect(neededN(0.41, 0.8, 'at-least', rest)).toEqual({ undefined: 'reference-too-small' })
  })
  it('upper thresholds and differences', () => {
    const upper = defined(largestPassingRatio(1.25, design))
    const p = upper * 0.5
    close((1 - p) / (400 * p) + 1 / 600, (Math.log(1.25 / upper) / 2.8015852) ** 2, 1e-6)
    const d = defined(largestPassingDifference(0.1, design))
    close(((0.5 + d) * (0.5 - d)) / 400 + 0.25 / 600, ((0.1 - d) / 2.8015852) ** 2, 1e-6)
    close(defined(smallestPassingDifference(-0.1, design)), -d, 1e-12)
    const n = defined(neededNForDifference(0.5, 0.1, 'at-most', { referenceN: 600, referenceRate: 0.5, level: 0.95 }))
    expect(0.25 / n + 0.25 / 600 <= (0.1 / 2.8015852) ** 2 && 0.25 / (n - 1) + 0.25 / 600 > (0.1 / 2.8015852) ** 2).toBe(true)
  })
  it('a reference of five rows can never be passed', () => {
    expect(smallestPassingRatio(0.8, { ...design, n: 5, referenceN: 5, referenceRate: 0.5 })).toEqual({ undefined: 'unreachable' })
    expect(smallestPassingRatio(0.8, { ...design, referenceRate: 0 })).toEqual({ undefined: 'zero-reference' })
  })
})
