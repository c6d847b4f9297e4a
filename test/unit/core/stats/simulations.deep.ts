import { describe, expect, it } from 'vitest'
import { coverageOf, INTERVALS, sizeOf, TESTS } from './simulations'

const RUNS = 4000
const slack = (p: number): number => 3 * Math.sqrt((p * (1 - p)) / RUNS)
const rows: Record<string, unknown>[] = []

describe(`${RUNS} simulations`, () => {
  it.each(Object.entries(INTERVALS))('%s covers', (name, { one, least, most }) => {
    const coverage = coverageOf(name, one, RUNS)
    rows.push({ name, coverage })
    expect(coverage).toBeGreaterThanOrEqual(least - slack(least))
    expect(coverage).toBeLessThanOrEqual(most + slack(most))
  })
  it.each(Object.entries(TESTS))('%s keeps its size', (name, one) => {
    const size = sizeOf(name, one, 0.05, RUNS)
    rows.push({ name, size })
    expect(size).toBeLessThanOrEqual(0.065 + slack(0.065))
    expect(size).toBeGreaterThanOrEqual(0.025 - slack(0.025))
  })
  it('prints the table', () => {
    console.table(rows)
  })
})
