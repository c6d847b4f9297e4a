import { expect, test } from 'vitest'
import { halvesOf } from '../../../../src/main/core/slices/halves'
import { load, planOf } from '../fairness/harness'

const part = (persons: readonly (string | null)[], columns: Record<string, unknown>, seed = '') => ({
  plan: planOf({ columns, ...(seed === '' ? {} : { seed }) }),
  part: 'current',
  rows: persons.length,
  columns: new Map([['person', load(persons, 'person', 0, 'codes')]])
})
const persons = Array.from({ length: 6000 }, (_, i) => (i % 10 === 9 ? null : `p${i % 1500}`))

test('nobody is in both halves, and each is about a half', () => {
  const { discovery, test: other } = halvesOf(part(persons, { person: 'cluster' }), 'd')
  const halves = new Map<string, Set<number>>()
  persons.forEach((person, row) => person !== null && halves.set(person, (halves.get(person) ?? new Set()).add(discovery[row]!)))
  expect([...halves.values()].every((half) => half.size === 1)).toBe(true)
  expect(discovery.every((one, row) => one + other[row]! === 1)).toBe(true)
  const share = discovery.reduce((sum, one) => sum + one, 0) / persons.length
  expect(share).toBeGreaterThan(0.45)
  expect(share).toBeLessThan(0.55)
})

test('rows without a person are dealt one by one', () => {
  const { discovery } = halvesOf(part(persons, { person: 'cluster' }), 'd')
  const alone = persons.flatMap((person, row) => (person === null ? [discovery[row]!] : []))
  expect(new Set(alone).size).toBe(2)
})

test('the halves depend on the dataset alone: not on the plan, so that what was explored stays explored', () => {
  const first = halvesOf(part(persons, { person: 'cluster' }), 'd').discovery
  expect(halvesOf(part(persons, { person: 'cluster' }, 'another seed'), 'd').discovery).toEqual(first)
  expect(halvesOf(part(persons, { person: 'cluster' }), 'e').discovery).not.toEqual(first)
})
