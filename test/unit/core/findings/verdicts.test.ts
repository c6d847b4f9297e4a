import { describe, expect, test } from 'vitest'
import { coverOf } from '../../../../src/main/core/findings/cover'
import { decide } from '../../../../src/main/core/findings/decide'
import { needsMoreReplicates } from '../../../../src/main/core/findings/monte-carlo'
import { requestsOfCriteria } from '../../../../src/main/core/findings/requests'
import type { Estimate } from '../../../../src/main/core/stats/estimate'
import type { Measure } from '../../../../src/shared/model/measure'
import { criterionOf, measureOf, plainEstimate, planOf, populationOf, ratioEstimate } from './plan-of'

const population = populationOf()
const white = [500, 1000] as const
const run = (estimates: readonly Estimate[], criterion: Record<string, unknown> = {}, plan: Record<string, unknown> = {}) =>
  decide({ plan: planOf({ criteria: [criterionOf(criterion)], ...plan }), estimates, population })
const asian = ratioEstimate('Asian', [480, 1000], white)

describe('what a criterion judges', () => {
  const small = ratioEstimate('Black', [5, 20], white)
  const unknown = ratioEstimate(null, [100, 1000], white)
  const itself = ratioEstimate('White', white, white)

  test('each: not the unknown group, not the reference, not groups under the minimum size, which are named instead', () => {
    const { verdicts, findings } = run([asian, small, unknown, itself])
    expect(verdicts.map(({ measure }) => measure)).toEqual([asian.measure.id])
    const named = findings.find(({ title }) => title === 'race = Black is reported, not judged')!
    expect(named.evidence).toEqual([small.measure.id])
    expect(named.condition).toContain('race = Black')
  })

  test('where every group is too small the criterion stays and is insufficient', () => {
    expect(run([small]).verdicts).toMatchObject([{ verdict: 'insufficient', reason: 'below-minimum-size', observed: 'undefined' }])
  })

  test('a criterion with no measure at all is insufficient, never silently met', () => {
    expect(run([]).verdicts).toMatchObject([{ verdict: 'insufficient', reason: 'undefined', primary: true }])
    expect(coverOf(run([]).verdicts, 0.95)).toMatchObject({ verdict: 'insufficient', exitCode: 2 })
  })

  test('a named group is judged; under the minimum size it is insufficient', () => {
    const group = { race: 'Black' }
    expect(run([small, asian], { each: undefined, group }).verdicts).toMatchObject([
      { measure: small.measure.id, reason: 'below-minimum-size' }
    ])
    expect(run([small, asian], { each: undefined, group: { race: 'Asian' } }).verdicts).toMatchObject([{ verdict: 'pass' }])
  })

  test('the size is that of the group, not of the measure’s denominator', () => {
    const rows = { measure: measureOf({ metric: 'rows', group: { race: 'Black' }, estimate: 400 }), limits: null }
    expect(run([small, rows]).verdicts).toMatchObject([{ measure: small.measure.id, reason: 'interval-holds-threshold' }])
  })

  test('the reference is the plan’s, not one that a pack asked for', () => {
    const chosen = ratioEstimate('Black', [300, 1000], [300, 1000], 'Asian', 'most-favoured')
    const both = [chosen, ratioEstimate('Black', [300, 1000], white)]
    expect(run(both).verdicts.map(({ verdict }) => verdict)).toEqual(['fail'])
    expect(run(both, {}, { groups: { reference: { race: 'most_favoured' } } }).verdicts.map(({ measure }) => measure)).toEqual([
      chosen.measure.id
    ])
  })

  test('a slice is judged where the criterion names slices; one that was chosen after the fact has no verdict', () => {
    const slice = (name: string): Estimate => {
      const { measure, limits } = ratioEstimate('Black', [300, 1000], white)
      const key = { ...measure, assessment: 'slices' as const, reference: { rest: true as const }, at: { ...measure.at, slice: name } }
      return { measure: { ...key, id: `slices/${name}` }, limits }
    }
    const named = [{ name: 'late', where: { race: ['Black'] }, post_hoc: true }]
    const plan = { assessments: { fairness: {}, slices: { named } } }
    const all = [asian, slice('found'), slice('late')]
    const judgedBy = (criterion: Record<string, unknown>) => run(all, criterion, plan).verdicts.map(({ measure }) => measure)
    expect(judgedBy({ each: undefined, slice: 'each' })).toEqual(['slices/found'])
    expect(judgedBy({ each: undefined, slice: 'found' })).toEqual(['slices/found'])
    expect(judgedBy({})).toEqual([asian.measure.id])
    expect(run(all, { each: undefined, slice: 'late' }, plan).verdicts).toMatchObject([{ verdict: 'insufficient', reason: 'undefined' }])
  })

  test('extremes are one measure; a control’s strata are each judged', () => {
    const extremes = plainEstimate(
      { metric: 'selection_rate_ratio', reference: { extremes: ['race'] }, estimate: 0.5, n: { group: 100, reference: 100 } },
      0.1
    )
    expect(run([extremes, asian], { each: undefined, extremes: 'race' }).verdicts).toMatchObject([
      { measure: extremes.measure.id, verdict: 'fail' }
    ])
    const within = (control: string): Estimate => ({ ...asian, measure: measureOf({ ...asian.measure, at: { part: 'current', control } }) })
    expect(run([asian, within('dept=A'), within('dept=B'), within('size=A')], { control: 'dept' }).verdicts).toHaveLength(2)
    expect(run([asian, within('dept=A')]).verdicts).toHaveLength(1)
  })
})

describe('verdicts', () => {
  const against = { group: { race: 'Black' }, reference: { group: { race: 'White' } }, n: { group: 1000, reference: 1000 } } as const
  const at = (estimate: number | null, half: number | null, more: Partial<Measure> = {}) =>
    plainEstimate({ metric: 'selection_rate_ratio', ...against, estimate, ...more }, half)

  test('a band passes only where both sides hold', () => {
    const threshold = { at_least: 0.8, at_most: 1.25 }
    const verdict = (estimate: number) => run([at(estimate, 0.1)], { threshold }).verdicts[0]!.verdict
    expect([0.5, 0.75, 0.95, 1.2, 1.5].map(verdict)).toEqual(['fail', 'insufficient', 'pass', 'insufficient', 'fail'])
  })

  test('without an estimate or an interval it is insufficient, with the reason', () => {
    const undefinedRatio = {
      ...at(null, null),
      measure: measureOf({ metric: 'selection_rate_ratio', ...against, status: { code: 'undefined', reason: 'zero-reference' } })
    }
    expect(run([undefinedRatio]).verdicts[0]).toMatchObject({
      observed: 'undefined',
      verdict: 'insufficient',
      reason: 'undefined',
      failP: null
    })
    expect(run([at(0.7, null, { noInterval: 'rows-repeat' })]).verdicts[0]).toMatchObject({ observed: 'crossed', reason: 'no-interval' })
    expect(run([at(0.7, null, { noInterval: 'few-clusters' })]).verdicts[0]).toMatchObject({ reason: 'few-clusters' })
  })

  const bound = (end: 'low' | 'high', estimate: number | null): Estimate => ({
    measure: measureOf({ metric: 'selection_rate_ratio_bound', ...against, at: { part: 'current', bound: end }, estimate }),
    limits: null
  })

  test('a pass is undone where the bounds over the unknown cross the threshold, and only then', () => {
    const [low, high] = [bound('low', 0.7), bound('high', 1.1)]
    expect(run([at(0.95, 0.1)]).verdicts[0]!.verdict).toBe('pass')
    expect(run([at(0.95, 0.1), low, high]).verdicts[0]).toMatchObject({
      verdict: 'insufficient',
      reason: 'unknowns',
      observed: 'not-crossed'
    })
    expect(run([at(0.95, 0.1), low, high]).findings[0]!.recommendation).toMatch(/: fewer unknown values decide it, not more rows\.$/)
    expect(run([at(0.95, 0.1), bound('low', 0.85), bound('high', null)]).verdicts[0]!.verdict).toBe('pass')
    expect(run([at(0.95, 0.1), bound('low', null), high]).verdicts[0]).toMatchObject({ reason: 'unknowns' })
    expect(run([at(0.5, 0.1), low, high]).verdicts[0]!.verdict).toBe('fail')
    expect(run([at(0.95, 0.1), low], { decides: 'point' }).verdicts[0]).toMatchObject({ reason: 'unknowns' })
  })

  test('a limit within three Monte Carlo errors of the threshold asks for more replicates and is no verdict', () => {
    const drawn = (error: number): Estimate => ({ ...at(0.95, 0.1), monteCarloError: { low: error, high: error } })
    const plan = planOf({ criteria: [criterionOf()] })
    expect(needsMoreReplicates({ plan, estimates: [drawn(0.02)] })).toBe(true)
    expect(run([drawn(0.02)]).verdicts[0]).toMatchObject({ verdict: 'insufficient', reason: 'monte-carlo' })
    expect(needsMoreReplicates({ plan, estimates: [drawn(0.016)] })).toBe(false)
    expect(run([drawn(0.016)]).verdicts[0]!.verdict).toBe('pass')
  })

  test('so does an upper limit near a ceiling', () => {
    const ceiling = { threshold: { at_most: 1.1 } }
    const drawn = (high: number): Estimate => ({ ...at(0.95, 0.1), monteCarloError: { low: 0, high } })
    expect(run([drawn(0.02)], ceiling).verdicts[0]).toMatchObject({ verdict: 'insufficient', reason: 'monte-carlo' })
    expect(run([drawn(0.016)], ceiling).verdicts[0]!.verdict).toBe('pass')
  })

  test('says what would pass at these sizes, and how many rows it takes', () => {
    const { power } = run([ratioEstimate('Black', [450, 1000], white)]).verdicts[0]!
    const [p1, p2, level] = [0.45, 0.5, 2.801585218112969]
    const reached = (n: number): boolean => (1 - p1) / (n * p1) + (1 - p2) / (1000 * p2) <= (Math.log(p1 / p2 / 0.8) / level) ** 2
    expect(reached(power!.neededN!)).toBe(true)
    expect(reached(power!.neededN! - 1)).toBe(false)
    expect(power!.passingValue!).toBeGreaterThan(0.8)
    expect(power!.passingValue!).toBeLessThan(1)
  })
})

describe('the cover', () => {
  const five = ['A', 'B', 'C', 'D', 'E'].map((name) => ratioEstimate(name, name === 'A' ? [355, 1000] : [480, 1000], white))

  test('a failure that does not survive Holm is counted in both ways and does not make the cover fail', () => {
    const { verdicts } = run(five)
    expect(verdicts[0]).toMatchObject({ verdict: 'fail' })
    expect(verdicts[0]!.failPHolm).toBeCloseTo(5 * verdicts[0]!.failP!, 12)
    expect(coverOf(verdicts, 0.95)).toEqual({
      verdict: 'insufficient',
      exitCode: 2,
      unadjusted: { pass: 4, fail: 1, insufficient: 0 },
      holm: { pass: 4, fail: 0, insufficient: 1 }
    })
    expect(coverOf(run(five.slice(0, 1)).verdicts, 0.95)).toMatchObject({ verdict: 'fail', exitCode: 1 })
  })

  test('a failure by the point rule has no error rate to adjust', () => {
    expect(coverOf(run(five, { decides: 'point' }).verdicts, 0.95)).toMatchObject({ verdict: 'fail', exitCode: 1 })
  })

  test('exploratory criteria are outside; with none primary there is no verdict', () => {
    const { verdicts } = run(five, { primary: false })
    expect(verdicts.every(({ failPHolm }) => failPHolm === null)).toBe(true)
    expect(coverOf(verdicts, 0.95)).toMatchObject({ verdict: 'none', exitCode: 0 })
  })
})

test('asks for what criteria need, with the bounds that may undo a pass, once', () => {
  const criteria = [
    criterionOf(),
    criterionOf({ id: 'again' }),
    criterionOf({ id: 'x', metric: 'tpr_difference', each: undefined, extremes: ['sex', 'race'], control: 'dept' })
  ]
  expect(requestsOfCriteria(planOf({ criteria }))).toEqual([
    { metric: 'selection_rate_ratio', over: ['race'], reference: 'planned' },
    { metric: 'selection_rate_ratio_bound', over: ['race'], reference: 'planned' },
    { metric: 'tpr_difference', over: ['sex', 'race'], reference: 'extremes', control: 'dept' },
    { metric: 'tpr_difference_bound', over: ['sex', 'race'], reference: 'extremes', control: 'dept' }
  ])
})
