import { describe, expect, it } from 'vitest'
import { exactKolmogorovP } from '../../src/main/core/stats/kolmogorov'
import { compareSorted, supremumAndArea, tieEnds } from '../../src/main/core/stats/two-samples'
import { close } from '../unit/core/stats/close'
import { coverageOf, sample } from './drift-simulations'

describe('two samples', () => {
  it('the lean merge agrees with the full one, with ties and without', () => {
    for (let stream = 0; stream < 60; stream++) {
      const values = stream % 3 === 0 ? 0 : 1 + (stream % 7)
      const [x, y] = [sample(2 * stream, 1 + stream * 3, values), sample(2 * stream + 1, 1 + stream * 2, values)]
      const [full, lean] = [compareSorted(x, y), supremumAndArea(x, y)]
      close(lean.ks, full.ks, 1e-14, 'ks', 1e-15)
      close(lean.wasserstein, full.wasserstein, 1e-12, 'wasserstein', 1e-14)
    }
  })

  it('are symmetric, and Wasserstein obeys the triangle inequality', () => {
    for (let stream = 0; stream < 30; stream++) {
      const [x, y, z] = [sample(3 * stream, 40, 0), sample(3 * stream + 1, 55, 0), sample(3 * stream + 2, 30, 0)]
      const [xy, yx] = [compareSorted(x, y), compareSorted(y, x)]
      for (const key of ['ks', 'wasserstein', 'energy', 'cramerVonMises', 'anderson'] as const) close(xy[key], yx[key], 1e-10, key, 1e-12)
      expect(compareSorted(x, z).wasserstein).toBeLessThanOrEqual(xy.wasserstein + compareSorted(y, z).wasserstein + 1e-12)
    }
  })

  it('exact Kolmogorov–Smirnov p-values keep their promise: P(p ≤ α) ≤ α, with and without ties', () => {
    for (const values of [0, 3]) {
      const runs = 2000
      const hits = { 0.05: 0, 0.2: 0 }
      for (let run = 0; run < runs; run++) {
        const [x, y] = [sample(5000 + 2 * run, 20, values), sample(5001 + 2 * run, 14, values)]
        const p = exactKolmogorovP(compareSorted(x, y).ks, x.length, y.length, tieEnds(x, y))
        for (const alpha of [0.05, 0.2] as const) if (p <= alpha + 1e-12) hits[alpha]++
      }
      for (const alpha of [0.05, 0.2] as const)
        expect(hits[alpha] / runs).toBeLessThanOrEqual(alpha + 3 * Math.sqrt((alpha * (1 - alpha)) / runs))
    }
  })
})

describe('intervals of distances', () => {
  it('by centred resampling cover the true distance', () => {
    for (const metric of ['ks_distance', 'wasserstein_distance'] as const) expect(coverageOf(metric, 12), metric).toBeGreaterThan(0.8)
  })
})
