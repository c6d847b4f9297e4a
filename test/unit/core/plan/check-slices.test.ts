import { expect, test } from 'vitest'
import { checkSlices } from '../../../../src/main/core/plan/check-slices'
import { planOf } from '../fairness/harness'
import { manifestOf } from './manifests'

const COLUMNS = { region: 'feature', hired: { role: 'decision', favourable: ['1'] }, good: { role: 'label', favourable: ['1'] } }
const check =
  (slices: Record<string, unknown> | undefined, more: Record<string, unknown> = {}) =>
  (): void =>
    checkSlices(
      planOf({ columns: COLUMNS, assessments: slices === undefined ? {} : { slices }, ...more }),
      new Map([['current', manifestOf('x.csv', [])]])
    )
const refusal = (code: string, text: string): unknown =>
  expect.objectContaining({ code, message: expect.stringContaining(text) as unknown })
const criterion = { id: 'C', metric: 'accuracy_difference', slice: 'each', threshold: { at_least: -0.1 }, primary: false, rule: 'r' }

test('a search needs its part, its outcome and something to cross', () => {
  expect(check({})).not.toThrow()
  expect(check({ part: 'other' })).toThrow(refusal('plan/unknown-part', 'other'))
  expect(check({ metric: 'brier' })).toThrow(refusal('plan/needs', 'role score'))
  expect(check({ metric: 'tpr' }, { columns: { region: 'feature', good: 'label' } })).toThrow(refusal('plan/needs', 'role decision'))
  expect(check({}, { columns: { hired: 'decision' } })).toThrow(refusal('plan/needs', 'crossed'))
})

test('slices have names of their own', () => {
  const named = (...names: string[]) => check({ named: names.map((name) => ({ name, where: { region: ['North'] } })) })
  expect(named('a', 'b')).not.toThrow()
  expect(named('a', 'a')).toThrow(refusal('plan/twice', '"a"'))
  expect(named('found')).toThrow(refusal('plan/twice', '"found"'))
})

test('criteria on slices need slices', () => {
  expect(check({}, { criteria: [criterion] })).not.toThrow()
  expect(check(undefined, { criteria: [criterion] })).toThrow(refusal('plan/needs', 'assessments.slices'))
})

test('only means over rows can be searched', () => {
  expect(() => planOf({ columns: COLUMNS, assessments: { slices: { metric: 'auc' } } })).toThrow(/one of selection_rate, accuracy/)
})
