import { describe, expect, it } from 'vitest'
import { differenceTable, oddsTable, ratioTable, TABLE } from './simulated-extremes'

const RUNS = 10_000
const rows: Record<string, unknown>[] = []

describe(`the whole table, ${RUNS} simulations a row`, () => {
  it.each(TABLE)('$k groups of $n, $shape', ({ k, n, shape }) => {
    const results = {
      ratio: ratioTable(k, n, shape, RUNS),
      difference: differenceTable(k, n, shape, RUNS),
      odds: oddsTable(k, n, shape, RUNS / 4)
    }
    for (const [name, { coverage, falseFail, falsePass }] of Object.entries(results)) {
      rows.push({ name, k, n, shape, coverage: coverage.toFixed(4), falseFail: falseFail.toFixed(4), falsePass: falsePass.toFixed(4) })
      const slack = 3 * Math.sqrt(0.0564 / (name === 'odds' ? RUNS / 4 : RUNS))
      expect(coverage, name).toBeGreaterThanOrEqual(0.94 - slack)
      expect(falseFail, name).toBeLessThanOrEqual(0.03 + slack)
      expect(falsePass, name).toBeLessThanOrEqual(0.03 + slack)
    }
  })
  it('prints the table', () => {
    console.table(rows)
  })
})
