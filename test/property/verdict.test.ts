import fc from '../support/fast-check'
import { describe, expect, test } from 'vitest'
import { coverOf } from '../../src/main/core/findings/cover'
import { decide } from '../../src/main/core/findings/decide'
import type { Estimate } from '../../src/main/core/stats/estimate'
import { criterionOf, plainEstimate, planOf, populationOf, ratioEstimate } from '../unit/core/findings/plan-of'

const RUNS = process.env['ASSAY_DEEP'] === '1' ? 5000 : 150
const population = populationOf()
const rank = { fail: 0, insufficient: 1, pass: 2 } as const

const decideOn = (estimates: readonly Estimate[], criteria: readonly Record<string, unknown>[]) =>
  decide({ plan: planOf({ criteria }), estimates, population }).verdicts
const verdictOf = (estimate: Estimate, threshold: Record<string, number>) => decideOn([estimate], [criterionOf({ threshold })])[0]!

const value = fc.double({ min: 0.05, max: 3, noNaN: true })
const half = fc.double({ min: 0.001, max: 1, noNaN: true })
const estimated = fc.tuple(value, half).map(([estimate, spread]) =>
  plainEstimate(
    {
      metric: 'selection_rate_ratio',
      group: { race: 'Black' },
      reference: { group: { race: 'White' } },
      estimate,
      n: { group: 1000, reference: 1000 }
    },
    spread
  )
)
const cell = fc.integer({ min: 30, max: 3000 }).chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)))
const clear = (distance: number): boolean => Math.abs(distance) > 1e-9

describe('the algebra of verdicts', () => {
  test('inside passes, outside fails, straddling is insufficient: floor, ceiling and band', () => {
    fc.assert(
      fc.property(estimated, value, half, (estimate, at, width) => {
        const { low, high } = estimate.measure.interval! as { low: number; high: number }
        fc.pre([low - at, high - at, low - at - width, high - at - width].every(clear))
        expect(verdictOf(estimate, { at_least: at }).verdict).toBe(low > at ? 'pass' : high < at ? 'fail' : 'insufficient')
        expect(verdictOf(estimate, { at_most: at }).verdict).toBe(high < at ? 'pass' : low > at ? 'fail' : 'insufficient')
        const band = verdictOf(estimate, { at_least: at, at_most: at + width })
        expect(band.verdict).toBe(low > at && high < at + width ? 'pass' : high < at || low > at + width ? 'fail' : 'insufficient')
      }),
      { numRuns: RUNS }
    )
  })

  test('a lower floor never makes a verdict worse, a lower ceiling never better', () => {
    fc.assert(
      fc.property(estimated, value, half, (estimate, at, step) => {
        expect(rank[verdictOf(estimate, { at_least: at }).verdict]).toBeGreaterThanOrEqual(
          rank[verdictOf(estimate, { at_least: at + step }).verdict]
        )
        expect(rank[verdictOf(estimate, { at_most: at }).verdict]).toBeLessThanOrEqual(
          rank[verdictOf(estimate, { at_most: at + step }).verdict]
        )
      }),
      { numRuns: RUNS }
    )
  })

  test('a pass is never crossed and a fail always is', () => {
    fc.assert(
      fc.property(cell, cell, value, ([k1, n1], [k2, n2], at) => {
        const { verdict, observed } = verdictOf(ratioEstimate('Black', [k1, n1], [k2, n2]), { at_least: at })
        expect([verdict, observed]).not.toEqual(['pass', 'crossed'])
        if (verdict === 'fail') expect(observed).toBe('crossed')
        if (k2 === 0) expect([verdict, observed]).toEqual(['insufficient', 'undefined'])
      }),
      { numRuns: RUNS }
    )
  })

  test('p of failing is at most α/2 exactly where the interval fails, and falls as the floor rises', () => {
    fc.assert(
      fc.property(cell, cell, fc.double({ min: 0.3, max: 1.2, noNaN: true }), ([k1, n1], [k2, n2], at) => {
        fc.pre(k2 > 0)
        const estimate = ratioEstimate('Black', [k1, n1], [k2, n2])
        const [lower, higher] = [verdictOf(estimate, { at_least: at }), verdictOf(estimate, { at_least: at + 0.1 })]
        expect(lower.failP! <= 0.025).toBe(lower.verdict === 'fail')
        expect(higher.failP!).toBeLessThanOrEqual(lower.failP! * (1 + 1e-9))
      }),
      { numRuns: RUNS }
    )
  })

  test('exploratory criteria change neither the cover nor what the primary ones say', () => {
    const threshold = fc.double({ min: 0.3, max: 1.5, noNaN: true })
    fc.assert(
      fc.property(
        fc.array(estimated, { minLength: 1, maxLength: 3 }),
        fc.array(threshold, { maxLength: 3 }),
        fc.array(threshold, { maxLength: 4 }),
        (drawn, primary, exploratory) => {
          const estimates = drawn.map((estimate, i) => ({
            ...estimate,
            measure: { ...estimate.measure, group: { race: `G${i}` }, id: `m${i}` }
          }))
          const criteria = (floors: number[], isPrimary: boolean) =>
            floors.map((floor, i) =>
              criterionOf({ id: `${isPrimary ? 'p' : 'e'}${i}`, primary: isPrimary, threshold: { at_least: floor } })
            )
          const alone = decideOn(estimates, criteria(primary, true))
          const both = decideOn(estimates, [...criteria(exploratory, false), ...criteria(primary, true)])
          expect(coverOf(both, 0.95)).toEqual(coverOf(alone, 0.95))
          expect(both.filter((verdict) => verdict.primary)).toEqual(alone)
        }
      ),
      { numRuns: Math.min(RUNS, 500) }
    )
  })

  test('more primary criteria never turn a cover into a pass, and Holm never adds failures', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(estimated, value), { minLength: 1, maxLength: 6 }), (pairs) => {
        const verdicts = pairs.flatMap(([estimate, at], i) =>
          decideOn([estimate], [criterionOf({ id: `c${i}`, threshold: { at_least: at } })])
        )
        const before = coverOf(verdicts.slice(0, -1), 0.95)
        const after = coverOf(verdicts, 0.95)
        if (before.verdict !== 'none' && before.verdict !== 'pass') expect(after.verdict).not.toBe('pass')
        expect(after.holm.fail).toBeLessThanOrEqual(after.unadjusted.fail)
        expect(after.holm.pass).toBe(after.unadjusted.pass)
        expect(after.holm.pass + after.holm.fail + after.holm.insufficient).toBe(verdicts.length)
      }),
      { numRuns: RUNS }
    )
  })
})
