import { describe, expect, it } from 'vitest'
import { coverageOfPsi, nullTail } from '../unit/core/stats/simulated-psi'
import { coverageOf, weighedTail } from './drift-simulations'

describe('drift, in full', () => {
  for (const [n, m] of [
    [500, 100],
    [2000, 2000],
    [8000, 500]
  ] as const)
    for (const drift of [0, 0.1, 0.3, 0.6])
      it(`limits of the stability index cover at ${n}, ${m}, drift ${drift}`, () => {
        const covered = coverageOfPsi({ n, m, bins: 10, drift, runs: 1000, cluster: 1 })
        expect(covered).toBeGreaterThanOrEqual(0.91)
        expect(covered).toBeLessThanOrEqual(0.99)
      })

  for (const [n, m] of [
    [600, 300],
    [3000, 200]
  ] as const)
    for (const alpha of [0.01, 0.05, 0.1])
      it(`its p-value is uniform without drift at ${n}, ${m}, α ${alpha}`, () => {
        const tail = nullTail({ n, m, bins: 10, drift: 0, runs: 4000, cluster: 1 }, alpha)
        const error = 3 * Math.sqrt((alpha * (1 - alpha)) / 4000)
        expect(tail).toBeGreaterThanOrEqual(0.5 * alpha - error)
        expect(tail).toBeLessThanOrEqual(1.3 * alpha + error)
      })

  it('and holds where persons repeat', () => {
    const tail = nullTail({ n: 3000, m: 3000, bins: 10, drift: 0, runs: 1500, cluster: 4 }, 0.05)
    expect(tail).toBeGreaterThanOrEqual(0.025)
    expect(tail).toBeLessThanOrEqual(0.08)
  })

  for (const metric of ['ks_distance', 'wasserstein_distance'] as const)
    it(`centred resampling covers: ${metric}`, () => expect(coverageOf(metric, 60)).toBeGreaterThanOrEqual(0.93))

  it('Kolmogorov–Smirnov of weighted rows keeps its level without drift', () => {
    const tail = weighedTail(0.1, 400)
    expect(tail).toBeGreaterThanOrEqual(0.03)
    expect(tail).toBeLessThanOrEqual(0.1 + 3 * Math.sqrt(0.09 / 400))
  })
})
