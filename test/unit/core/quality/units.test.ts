import { describe, expect, it } from 'vitest'
import { below, randomStream, type Random } from '../../../../src/main/core/stats/random'
import { observed } from './columns'

const uniform = (random: Random): number => (below(random, 1 << 30) + 0.5) / (1 << 30)
const normal = (random: Random): number => Math.sqrt(-2 * Math.log(uniform(random))) * Math.cos(2 * Math.PI * uniform(random))
const LAWS: Record<string, (random: Random) => number> = {
  normal: (random) => 50 + 10 * normal(random),
  'about nought': normal,
  exponential: (random) => -Math.log(uniform(random)),
  'log-normal': (random) => Math.exp(normal(random)),
  'log-normal with a long tail': (random) => Math.exp(2 * normal(random)),
  Pareto: (random) => 1 / uniform(random),
  'two humps': (random) => (uniform(random) < 0.5 ? 1 : 60) * (1 + uniform(random)),
  counts: (random) => Math.floor(-3 * Math.log(uniform(random))),
  'mostly noughts': (random) => (uniform(random) < 0.49 ? 0 : -Math.log(uniform(random))),
  'powers of seven': (random) => [1, 7, 49, 343][below(random, 4)]!,
  'days, weeks, years': (random) => [1, 7, 30, 365][below(random, 4)]!
}
const drawn = (law: keyof typeof LAWS, n: number, seed: string): number[] => {
  const random = randomStream(seed, 0)
  return Array.from({ length: n }, () => LAWS[law]!(random))
}
const unitsSaid = (current: readonly number[], reference: readonly number[]): string[] =>
  observed('x', current, reference).notices.flatMap(({ kind, said }) => (kind === 'units' ? [said] : []))

describe('another unit', () => {
  it.each([
    [7, 'about 7 times', 'days and weeks'],
    [1 / 7, 'about 1/7 times', 'days and weeks'],
    [10, 'about 10 times', ''],
    [12, 'about 12 times', 'months and years'],
    [24, 'about 24 times', 'hours and days'],
    [60, 'about 60 times', 'seconds and minutes'],
    [1 / 60, 'about 1/60 times', 'minutes and hours'],
    [365, 'about 365.25 times', 'days and years'],
    [1000, 'about 1000 times', ''],
    [1024, 'about 1000 times', ''],
    [1 / 3600, 'about 1/3600 times', 'seconds and hours'],
    [0.001, 'about 0.001 times', '']
  ])('is told of values times %f', (factor, times, units) => {
    for (const law of ['normal', 'exponential', 'log-normal'] as const) {
      const current = drawn(law, 2000, 'current').map((x) => x * factor)
      const [said = ''] = unitsSaid(current, drawn(law, 2000, 'reference'))
      expect(said).toContain(times)
      expect(said).toContain(units)
    }
  })

  it('is not told of factors by which values drift', () => {
    for (const factor of [1.25, 1.609, 2, 2.2046, 2.54, 3, 3.785, 4, 5, 6, 17, 40, 150])
      expect(
        unitsSaid(
          drawn('normal', 2000, 'current').map((x) => x * factor),
          drawn('normal', 2000, 'reference')
        )
      ).toEqual([])
  })

  it('of time is told of a hundred rows, and not of fewer', () => {
    const steps = (n: number): number[] => Array.from({ length: n }, (_, i) => (100 * (i + 0.5)) / n)
    const minutes = (n: number): number[] => steps(n).map((x) => x * 60)
    expect(unitsSaid(minutes(100), steps(2000))).toHaveLength(1)
    expect(unitsSaid(minutes(99), steps(2000))).toEqual([])
  })

  it('is not told where only the middle moved', () => {
    const reference = drawn('normal', 2000, 'reference')
    for (const factor of [7, 12, 24, 60])
      expect(
        unitsSaid(
          drawn('normal', 2000, 'current').map((x) => x + 50 * factor),
          reference
        )
      ).toEqual([])
  })

  it.each(Object.keys(LAWS))('is never told of two samples of the same law: %s, 200 seeds', (law) => {
    const told = Array.from({ length: 200 }, (_, seed) => seed).flatMap((seed) =>
      unitsSaid(drawn(law, 100 + 2 * seed, `current ${seed}`), drawn(law, 100, `reference ${seed}`))
    )
    expect(told).toEqual([])
  })
})
