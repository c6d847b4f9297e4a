import { expect, test } from 'vitest'
import { decide } from '../../../../src/main/core/findings/decide'
import { criterionOf, planOf, populationOf, ratioEstimate } from './plan-of'

const population = populationOf()
const white = [500, 1000] as const

const verdictOn = (
  estimates: Parameters<typeof decide>[0]['estimates'],
  criterion: Record<string, unknown> = {},
  plan: Record<string, unknown> = {}
) => decide({ plan: planOf({ criteria: [criterionOf(criterion)], ...plan }), estimates, population }).verdicts

test('a whole interval under four fifths fails, over it passes, across it is insufficient', () => {
  const verdicts = verdictOn([
    ratioEstimate('Asian', [480, 1000], white),
    ratioEstimate('Black', [300, 1000], white),
    ratioEstimate('Other', [400, 1000], white)
  ])
  expect(verdicts.map(({ observed, verdict }) => [observed, verdict])).toEqual([
    ['not-crossed', 'pass'],
    ['crossed', 'fail'],
    ['not-crossed', 'insufficient']
  ])
})

test('the point rule and a census look at the estimate alone', () => {
  const estimates = [ratioEstimate('Black', [399, 1000], white)]
  expect(verdictOn(estimates, { decides: 'point' })[0]).toMatchObject({ decides: 'point', verdict: 'fail', failP: null })
  expect(verdictOn(estimates, {}, { inference: { kind: 'census' } })[0]).toMatchObject({ decides: 'point', verdict: 'fail' })
  expect(verdictOn(estimates)[0]).toMatchObject({
    decides: 'interval',
    observed: 'crossed',
    verdict: 'insufficient',
    reason: 'interval-holds-threshold'
  })
})

test('exactly four fifths is not under four fifths', () => {
  for (const [k, n] of [
    [12, 100],
    [24, 100],
    [28, 100],
    [4, 10]
  ] as const) {
    expect(verdictOn([ratioEstimate('Black', [k * 10, n * 10], [k * 1.25 * 20, n * 20])], { decides: 'point' })[0]).toMatchObject({
      observed: 'not-crossed',
      verdict: 'pass'
    })
  }
})

test('p of failing is at most α/2 exactly where the interval fails', () => {
  for (let k = 300; k < 400; k += 5) {
    const [verdict] = verdictOn([ratioEstimate('Black', [k, 1000], white)])
    expect(verdict!.failP! <= 0.025).toBe(verdict!.verdict === 'fail')
  }
})
