import { describe, expect, it } from 'vitest'
import { coverageOf, INTERVALS, NAIVE, sizeOf, TESTS } from './simulations'

const RUNS = 500
const slack = (p: number): number => 3 * Math.sqrt((p * (1 - p)) / RUNS)

describe(`${RUNS} simulations`, () => {
  it.each(Object.entries(INTERVALS))('%s covers', (name, { one, least, most }) => {
    const coverage = coverageOf(name, one, RUNS)
    expect(coverage).toBeGreaterThanOrEqual(least - slack(least))
    expect(coverage).toBeLessThanOrEqual(most + slack(most))
  })
  it.each(Object.entries(TESTS))('%s keeps its size', (name, one) => {
    const size = sizeOf(name, one, 0.05, RUNS)
    expect(size).toBeLessThanOrEqual(0.065 + slack(0.065))
    expect(size).toBeGreaterThanOrEqual(0.025 - slack(0.025))
  })
  it.each(Object.entries(NAIVE))('naive: %s does not cover', (name, { one, most }) => {
    expect(coverageOf(name, one, RUNS)).toBeLessThan(most)
  })
})
