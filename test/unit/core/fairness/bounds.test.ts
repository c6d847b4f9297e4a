import { describe, expect, it } from 'vitest'
import { decide } from '../../../../src/main/core/findings/decide'
import { requestsOfCriteria } from '../../../../src/main/core/findings/requests'
import { populationOf } from '../findings/plan-of'
import { assess, find, planOf, rowsOf } from './harness'

type Counts = { selected: number; rejected: number }
const known: Record<string, Counts> = {
  A: { selected: 52, rejected: 48 },
  B: { selected: 44, rejected: 56 },
  C: { selected: 10, rejected: 10 }
}
const unknown: Counts = { selected: 3, rejected: 4 }

const table = rowsOf(
  ['race', 'hired'],
  [...Object.entries(known), [null, unknown] as const].flatMap(([race, { selected, rejected }]) => [
    [selected, race, 1] as const,
    [rejected, race, 0] as const
  ])
)
const columns = { race: 'protected', hired: { role: 'decision', favourable: ['1'] } }

/** All ways to deal a number of rows to three groups. */
const deals = (rows: number): number[][] =>
  Array.from({ length: rows + 1 }, (_, a) => Array.from({ length: rows - a + 1 }, (_, b) => [a, b, rows - a - b])).flat()

/** Rates of A, B and C in every world that the unknown rows allow. */
const worlds = deals(unknown.selected).flatMap((selected) =>
  deals(unknown.rejected).map((rejected) =>
    Object.values(known).map((group, i) => {
      const k = group.selected + selected[i]!
      return k / (k + group.rejected + rejected[i]!)
    })
  )
)

const criterion = { metric: 'selection_rate_ratio', threshold: { at_least: 0.77 }, primary: true, rule: 'test', decides: 'point' } as const
const run = (about: Record<string, unknown>, reference: string) => {
  const patch = { columns, groups: { reference: { race: reference } }, criteria: [{ id: 'one', ...criterion, ...about }] }
  const plan = planOf(patch)
  const result = assess(table, patch, requestsOfCriteria(plan))
  return { result, verdicts: decide({ plan, estimates: result.estimates, population: populationOf() }).verdicts }
}

describe('bounds over the unknown where the data choose', () => {
  it('extremes: the smallest ratio of any two groups, not only of those against the reference', () => {
    const { result, verdicts } = run({ extremes: 'race' }, 'A')
    const ratios = worlds.map((rates) => Math.min(...rates) / Math.max(...rates))
    const at = (bound: 'low' | 'high') =>
      find(result, { metric: 'selection_rate_ratio_bound', group: null, at: { bound } }).measure.estimate!
    expect(at('low')).toBeCloseTo(Math.min(...ratios), 12)
    expect(at('high')).toBeGreaterThanOrEqual(Math.max(...ratios))
    expect(at('low')).toBeLessThan(0.77)
    const againstA = worlds.flatMap(([a, b, c]) => [b! / a!, c! / a!])
    expect(Math.min(...againstA)).toBeGreaterThan(0.77)
    expect(verdicts).toMatchObject([{ verdict: 'insufficient', reason: 'unknowns', observed: 'not-crossed' }])
  })
  it('the most favoured group may be another one then', () => {
    const { result, verdicts } = run({ group: { race: 'B' } }, 'most_favoured')
    const ratios = worlds.map((rates) => rates[1]! / Math.max(...rates))
    const at = (bound: 'low' | 'high') =>
      find(result, { metric: 'selection_rate_ratio_bound', group: { race: 'B' }, at: { bound } }).measure.estimate!
    expect(at('low')).toBeCloseTo(Math.min(...ratios), 12)
    expect(at('high')).toBeGreaterThanOrEqual(Math.max(...ratios))
    expect(verdicts).toMatchObject([{ verdict: 'insufficient', reason: 'unknowns' }])
  })
})
