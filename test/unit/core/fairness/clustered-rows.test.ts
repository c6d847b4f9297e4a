import { expect, it } from 'vitest'
import { studentCritical } from '../../../../src/main/core/stats/student-t'
import { wilsonLimits } from '../../../../src/main/core/stats/proportion'
import fixture from '../../../fixtures/stats/means.json'
import { assess, find } from './harness'

/** statsmodels' cluster-robust fits of the same rows (test/fixtures/stats/means.py). */
const clustersOf = (group: number): number => new Set(fixture.rows.filter(([, of]) => of === group).map(([cluster]) => cluster)).size
const ALL = new Set(fixture.rows.map(([cluster]) => cluster)).size
const [mean, low, high] = fixture.whole as [number, number, number]

const result = assess(
  {
    person: fixture.rows.map(([cluster]) => `p${cluster}`),
    group: fixture.rows.map(([, group]) => String(group)),
    chosen: fixture.rows.map(([, , y]) => y!),
    points: fixture.rows.map(([, , y]) => y!)
  },
  {
    columns: {
      person: 'cluster',
      group: 'protected',
      chosen: { role: 'decision', favourable: ['1'] },
      points: { role: 'score', of: 'favourable', kind: 'points' }
    },
    groups: { reference: { group: '0' } },
    assessments: { fairness: { metrics: ['selection_rate', 'mean_score', 'selection_rate_difference'] } }
  }
)

it("a mean's interval is statsmodels' cluster-robust one", () => {
  const { estimate, interval } = find(result, { metric: 'mean_score', group: null }).measure
  expect(estimate).toBeCloseTo(mean, 12)
  expect(interval!.low).toBeCloseTo(low, 10)
  expect(interval!.high).toBeCloseTo(high, 10)
})

it('a rate has Wilson limits at the size that gives the same error, by t instead of z', () => {
  const { interval } = find(result, { metric: 'selection_rate', group: null }).measure
  const t = studentCritical(0.95, ALL - 1)
  const error = (high - low) / 2 / t
  const n = (mean * (1 - mean)) / error ** 2
  const limits = wilsonLimits(mean * n, n, t)
  expect(interval!.low).toBeCloseTo(limits.low, 10)
  expect(interval!.high).toBeCloseTo(limits.high, 10)
})

it('a difference counts a cluster with rows of both groups once, and is as cautious as its smaller group', () => {
  const { estimate, interval } = find(result, { metric: 'selection_rate_difference', group: { group: '1' } }).measure
  const fewest = Math.min(clustersOf(0), clustersOf(1))
  const correction = fewest / (fewest - 1) / (ALL / (ALL - 1))
  const half = studentCritical(0.95, fewest - 1) * Math.sqrt(fixture.differenceVariance * correction)
  expect(estimate).toBeCloseTo(fixture.difference, 11)
  expect((interval!.high! - interval!.low!) / 2).toBeCloseTo(half, 9)
})

it('scores that are all the same give no limits, in clusters and without them', () => {
  const people = Array.from({ length: 160 }, (_, i) => `p${i >> 1}`)
  for (const person of ['cluster', 'ignore']) {
    const { measure } = find(
      assess(
        { person: people, group: people.map((_, i) => (i < 80 ? 'a' : 'b')), points: people.map((_, i) => (i < 80 ? 7 : i)) },
        {
          columns: { person, group: 'protected', points: { role: 'score', of: 'favourable', kind: 'points' } },
          assessments: { fairness: { metrics: ['mean_score'] } }
        }
      ),
      { metric: 'mean_score', group: { group: 'a' } }
    )
    expect(measure).toMatchObject({ estimate: 7, interval: null, noInterval: 'one-value' })
  }
})
