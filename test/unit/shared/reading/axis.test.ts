import fc from '../../../support/fast-check'
import { describe, expect, it } from 'vitest'
import { linearScale, markOn, ratioScale } from '../../../../src/shared/reading/axis'

describe('axes', () => {
  it('put a ratio and its inverse equally far from one', () => {
    const { place } = ratioScale('', [0.5, 2])
    expect(place(2) - place(1)).toBeCloseTo(place(1) - place(0.5), 3)
  })

  it('label one on a ratio axis and zero on a difference axis that holds it', () => {
    expect(ratioScale('', [0.63, 1.2]).axis.ticks.map((t) => t.label)).toContain('1')
    expect(linearScale('', [-0.31, 0.08]).axis.ticks.map((t) => Number(t.label))).toContain(0)
  })

  it('have as many ticks as their labels leave room for', () => {
    const { ticks } = linearScale('', [0, 0.0152]).axis
    expect(ticks.map(({ label }) => label).join('').length).toBeLessThanOrEqual(32)
    expect(ticks.length).toBeGreaterThan(2)
  })

  it('keep everything between the ends, in order, and say what goes beyond', () => {
    const positive = fc.double({ min: 0.01, max: 50, noNaN: true })
    fc.assert(
      fc.property(fc.array(positive, { minLength: 1, maxLength: 8 }), fc.tuple(positive, positive, positive), (values, three) => {
        const [low, estimate, high] = [...three].sort((a, b) => a - b) as [number, number, number]
        for (const scale of [ratioScale('', values), linearScale('', values)]) {
          const mark = markOn(scale, estimate, low, high)
          expect(mark.from).toBeGreaterThanOrEqual(0)
          expect(mark.at).toBeGreaterThanOrEqual(mark.from!)
          expect(mark.to).toBeGreaterThanOrEqual(mark.at)
          expect(mark.to).toBeLessThanOrEqual(1)
          expect(mark.beyondLow).toBe(low < scale.low)
          expect(scale.axis.ticks.length).toBeGreaterThan(0)
          expect(scale.axis.ticks.length).toBeLessThan(15)
        }
      }),
      { numRuns: 200 }
    )
  })
})
