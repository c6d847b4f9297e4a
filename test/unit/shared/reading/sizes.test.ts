import { expect, test } from 'vitest'
import { figures, viewOf } from '../../../../src/shared/reading/view'
import { fixtureReport } from '../../../fixtures/report/make-report'

test('a size that is masked is not told as 0; a true 0 is', () => {
  const report = fixtureReport()
  const view = viewOf(report, 'digest', [])
  const undefinedFor = (reason: 'suppressed' | 'no-rows') =>
    figures(view, {
      ...report.measures[0]!,
      estimate: null,
      interval: null,
      n: { group: 0, reference: 0 },
      status: { code: 'undefined', reason }
    }).n
  expect(undefinedFor('suppressed')).toBe('· / ·')
  expect(undefinedFor('no-rows')).toBe('0 / 0')
})
