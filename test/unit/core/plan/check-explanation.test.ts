import { expect, test } from 'vitest'
import { checkExplanation } from '../../../../src/main/core/plan/check-explanation'
import { planOf } from '../fairness/harness'

const planWith = (reasons: Record<string, unknown>) =>
  planOf({
    columns: { sex: 'protected', hired: 'decision' },
    models: [{ name: 'm', file: 'm.json' }],
    assessments: { explanation: { background: { rows: 10 }, reasons } }
  })

test('a code stands for one reason; features may share a reason and its code', () => {
  const debts = { code: 'R01', text: 'Debts' }
  const check = (reasons: Record<string, unknown>) => () => checkExplanation(planWith(reasons), new Map([['current', {} as never]]))
  expect(check({ debt: debts, loans: debts, income: 'Income' })).not.toThrow()
  expect(check({ debt: debts, income: { code: 'R01', text: 'Income' } })).toThrow(
    expect.objectContaining({ code: 'plan/twice', message: expect.stringContaining('"R01"') })
  )
})
