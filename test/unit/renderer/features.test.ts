import fc from '../../support/fast-check'
import { describe, expect, it } from 'vitest'
import { bytesText } from '../../../src/renderer/features/data/bytes-text'
import { valueText } from '../../../src/renderer/features/data/columns/value-text'
import { roleEdits } from '../../../src/renderer/features/plan/role-edits'
import { changeBetween } from '../../../src/renderer/features/plan/text-change'
import { nextRoles } from '../../../src/renderer/features/report/next-roles'
import { gradeOf, VERDICT_WORDS } from '../../../src/renderer/features/verify/verdict-words'
import { exitCodeOfVerdict, verdict } from '../../../src/shared/model/verification'
import { planOf } from '../core/fairness/harness'

it('one replacement turns a text into the other', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 30 }), fc.string({ maxLength: 30 }), fc.string({ maxLength: 10 }), (a, b, common) => {
      const [before, after] = [common + a + common, common + b + common]
      const change = changeBetween(before, after)
      expect(change === null ? before : before.slice(0, change.from) + change.insert + before.slice(change.to)).toBe(after)
    })
  )
  expect(changeBetween('title: a', 'title: b')).toEqual({ from: 7, to: 8, insert: 'b' })
})

describe('another role', () => {
  const plan = planOf({
    columns: { sex: { role: 'protected', unknown: ['x'], bins: [3] }, score: { role: 'score', of: 'favourable' }, plain: 'feature' }
  })
  it('takes along what it needs too, and nothing else', () => {
    expect(roleEdits(plan, 'sex', 'control')).toEqual([{ path: ['columns', 'sex', 'role'], value: 'control' }])
    expect(roleEdits(plan, 'score', 'feature')).toEqual([{ path: ['columns', 'score'], value: 'feature' }])
    expect(roleEdits(plan, 'new', 'label')).toEqual([{ path: ['columns', 'new'], value: 'label' }])
    expect(roleEdits(plan, 'plain', 'id')).toEqual([{ path: ['columns', 'plain'], value: 'id' }])
  })
})

it('sizes and values in words', () => {
  expect([0, 999, 1000, 1_234_567, 999_960].map(bytesText)).toEqual(['0 bytes', '999 bytes', '1.0 KB', '1.2 MB', '1.0 MB'])
  expect(valueText(20_454, 'day', 300)).toBe('2026-01-01')
  expect(valueText(1_767_225_600_000_000, 'microsecond', 1e9)).toBe('2026-01-01 00:00')
  expect(valueText(0.123456, 'number', 1)).toBe('0.123')
  expect(valueText(12, 'number', 1)).toBe('12')
})

it('signatures come in their order', () => {
  expect([[], ['preparer'], ['preparer', 'reviewer'], ['preparer', 'approver']].map((signed) => nextRoles(signed as never))).toEqual([
    ['preparer'],
    ['reviewer', 'approver'],
    ['reviewer', 'approver'],
    []
  ])
})

it('green is for what the command calls valid alone; every verdict says what to do', () => {
  for (const code of verdict.options) {
    expect({ good: 0, open: 2, bad: 1 }[gradeOf(code)]).toBe(exitCodeOfVerdict(code))
    expect(VERDICT_WORDS[code].length).toBeGreaterThan(20)
  }
})
