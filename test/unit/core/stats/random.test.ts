import { describe, expect, it } from 'vitest'
import { binomialPmf } from './binomial'
import { drawBinomial } from './draw-binomial'
import { chiSquareUpper } from '../../../../src/main/core/stats/chi-square'
import { below, randomStream, xoshiro } from '../../../../src/main/core/stats/random'

it('xoshiro128++ gives the published sequence of state 1, 2, 3, 4', () => {
  const random = xoshiro(1, 2, 3, 4)
  const words = Array.from({ length: 6 }, () => random.word())
  expect(words).toEqual([641, 1573767, 3222811527, 3517856514, 836907274, 4247214768])
})

it('streams are reproducible and differ by seed and number', () => {
  const first = (seed: string, stream: number): number => randomStream(seed, stream).word()
  expect(first('ab', 7)).toBe(first('ab', 7))
  expect(new Set([first('ab', 7), first('ab', 8), first('ac', 7), first('ba', 7)]).size).toBe(4)
  const starts = new Set(Array.from({ length: 5000 }, (_, i) => first('s', i)))
  expect(starts.size).toBeGreaterThan(4995)
})

it('uniform words of consecutive streams are uniform', () => {
  const bins = new Array<number>(16).fill(0)
  for (let stream = 0; stream < 16_000; stream++) bins[below(randomStream('u', stream), 16)]!++
  const statistic = bins.reduce((s, count) => s + (count - 1000) ** 2 / 1000, 0)
  expect(chiSquareUpper(statistic, 15)).toBeGreaterThan(1e-4)
})

describe('binomial draws follow the exact distribution', () => {
  it.each([
    [5, 0.3],
    [40, 0.02],
    [40, 0.97],
    [30, 0.4],
    [100, 0.11],
    [1000, 0.5],
    [1_000_000, 0.00002],
    [10_000_000, 0.3]
  ])('n = %i, p = %f', (n, p) => {
    const draws = 40_000
    const seen = new Map<number, number>()
    const random = randomStream('binomial', n)
    const width = Math.max(1, Math.round(Math.sqrt(n * p * (1 - p)) / 8))
    for (let i = 0; i < draws; i++) {
      const bin = Math.floor(drawBinomial(n, p, random) / width)
      seen.set(bin, (seen.get(bin) ?? 0) + 1)
    }
    const { statistic, df, mass } = fit(seen, n, p, width, draws)
    expect(mass).toBeGreaterThan(0.995)
    expect(chiSquareUpper(statistic, df)).toBeGreaterThan(1e-4)
  })
})

const fit = (seen: Map<number, number>, n: number, p: number, width: number, draws: number) => {
  const centre = Math.floor((n * p) / width)
  let [statistic, bins, mass, count] = [0, 0, 0, 0]
  for (let bin = Math.max(0, centre - 60); bin <= centre + 60; bin++) {
    let probability = 0
    for (let k = bin * width; k < (bin + 1) * width && k <= n; k++) probability += binomialPmf(k, n, p)
    if (probability * draws < 8) continue
    const observed = seen.get(bin) ?? 0
    statistic += (observed - probability * draws) ** 2 / (probability * draws)
    mass += probability
    count += observed
    bins++
  }
  const rest = draws - count
  const expected = (1 - mass) * draws
  return { statistic: statistic + (expected > 5 ? (rest - expected) ** 2 / expected : 0), df: bins - (expected > 5 ? 0 : 1), mass }
}
