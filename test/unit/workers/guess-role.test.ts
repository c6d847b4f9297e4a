import { expect, test } from 'vitest'
import { guessRole } from '../../../src/main/workers/reader/guess-role'

const roleOf = (name: string, distinct: number): string => {
  const facts = { missing: 0, distinct, distinctAtLeast: false, low: 0, high: 1 } as Parameters<typeof guessRole>[0]['facts']
  return guessRole({ name, type: 'number', facts, rows: 1000 }).role
}

test('an income of two or so values is an outcome, a ratio to the income is none', () => {
  expect(roleOf('income', 2)).toBe('label')
  expect(roleOf('income', 19)).toBe('feature')
  expect(roleOf('debt_to_income_ratio', 19)).toBe('feature')
  expect(roleOf('loan_default', 2)).toBe('label')
})
