import { describe, expect, it } from 'vitest'
import { noncentralChiSquare, noncentralityFor } from '../../../../src/main/core/stats/chi-square'
import { noncentralBySankaran, noncentralityBySankaran } from '../../../../src/main/core/stats/sankaran'
import { close } from './close'
import { coverageOfPsi, nullTail } from './simulated-psi'

describe('population stability index', () => {
  it('has limits that cover about 95 %, with and without drift, in small and unequal samples (STATISTICS §8)', () => {
    for (const [n, m] of [
      [500, 100],
      [2000, 2000]
    ] as const)
      for (const drift of [0, 0.3]) {
        const covered = coverageOfPsi({ n, m, bins: 10, drift, runs: 400, cluster: 1 })
        expect(covered, `${n}, ${m}, drift ${drift}`).toBeGreaterThan(0.92)
      }
  })

  it('has a p-value that is uniform where nothing changed', () => {
    for (const alpha of [0.05, 0.2]) {
      const tail = nullTail({ n: 600, m: 300, bins: 10, drift: 0, runs: 1500, cluster: 1 }, alpha)
      expect(tail).toBeGreaterThan(0.5 * alpha)
      expect(tail).toBeLessThan(1.3 * alpha + 3 * Math.sqrt((alpha * (1 - alpha)) / 1500))
    }
  })

  it('is not fooled by rows that repeat: the naive law would be', () => {
    const plan = { n: 1500, m: 1500, bins: 10, drift: 0, runs: 300, cluster: 5 }
    expect(nullTail(plan, 0.05)).toBeLessThan(0.09)
    expect(nullTail({ ...plan, naive: true }, 0.05)).toBeGreaterThan(0.5)
  })

  it('large noncentral chi-squares by Sankaran', () => {
    for (const [x, df] of [
      [1000, 9],
      [5000, 3],
      [20_000, 40]
    ] as const)
      for (const p of [0.975, 0.025, 0.5]) {
        close(noncentralityBySankaran(x, df, p), noncentralityFor(x, df, p), 1e-9)
        const lambda = noncentralityFor(x, df, p)
        close(noncentralBySankaran(x, df, lambda), noncentralChiSquare(x, df, lambda).lower, 1e-4)
      }
  })
})
