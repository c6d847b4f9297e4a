import { expect, it } from 'vitest'
import { explanation } from '../../../../src/shared/model/assessments/explanation'
import { checkNames } from '../../../../src/main/core/explain/check-names'

const check = (said: object) => () => checkNames(explanation.parse(said), ['own', 'rent', 'income'])

it('groups and reasons name features that a model has', () => {
  expect(check({ feature_groups: { home: ['own', 'rent'] }, reasons: { home: 'Housing', income: 'Income' } })).not.toThrow()
  expect(check({ feature_groups: { home: ['own', 'rnet'] } })).toThrow(/"rnet" \(assessments\.explanation\.feature_groups\)/)
  expect(check({ reasons: { incme: 'Income' } })).toThrow(/"incme" \(assessments\.explanation\.reasons\)/)
})

it('no feature counts twice', () => {
  expect(check({ feature_groups: { home: ['own', 'rent'], means: ['rent', 'income'] } })).toThrow(/the feature "rent"/)
  expect(check({ feature_groups: { income: ['own', 'rent'] } })).toThrow(/"income", of a feature and of a group/)
})
