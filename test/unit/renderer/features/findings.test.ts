import { describe, expect, test } from 'vitest'
import { answered, filtered } from '../../../../src/renderer/features/findings/answers'
import type { AnnotationEvent } from '../../../../src/shared/model/annotation'
import { viewOf } from '../../../../src/shared/reading/view'
import { SEVERITIES } from '../../../../src/shared/words/words'
import { fixtureReport } from '../../../fixtures/report/make-report'

const view = viewOf(fixtureReport(), 'd'.repeat(64), [])
const [finding] = view.report.findings
const event = (seq: number, field: AnnotationEvent['field'], text: string, report = view.digest): AnnotationEvent => ({
  seq,
  at: '2026-11-23T08:00:00Z',
  report,
  finding: finding!.id,
  field,
  text
})

describe('findings and what was said of them', () => {
  test('gravest first', () => {
    const places = answered(view, []).map(({ finding: { severity } }) => SEVERITIES.indexOf(severity))
    expect(places).toEqual([...places].sort((a, b) => a - b))
  })

  test('the last word counts, notes are kept all, other reports do not count', () => {
    const events = [
      event(1, 'owner', 'A'),
      event(2, 'note', 'one'),
      event(3, 'owner', 'B'),
      event(4, 'note', 'two'),
      event(5, 'owner', 'C', 'e'.repeat(64))
    ]
    const found = answered(view, events).find((one) => one.finding.id === finding!.id)
    expect(found?.owner).toBe('B')
    expect(found?.notes.map(({ text }) => text)).toEqual(['one', 'two'])
    expect(answered(view, []).find((one) => one.finding.id === finding!.id)?.owner).toBe(finding!.owner ?? '')
  })

  test('the filter looks at severity, status and every word, the owner included', () => {
    const all = answered(view, [event(1, 'owner', 'Ms Unlikely'), event(2, 'status', 'closed')])
    const ids = (filter: Partial<Parameters<typeof filtered>[1]>): string[] =>
      filtered(all, { severity: 'all', status: 'all', text: '', ...filter }).map((one) => one.finding.id)
    expect(ids({})).toHaveLength(all.length)
    expect(ids({ text: 'unlikely' })).toEqual([finding!.id])
    expect(ids({ status: 'closed' })).toEqual([finding!.id])
    expect(ids({ severity: finding!.severity })).toContain(finding!.id)
    expect(ids({ text: 'no such word anywhere' })).toEqual([])
  })
})
