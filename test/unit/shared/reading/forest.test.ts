import { describe, expect, it } from 'vitest'
import { forest } from '../../../../src/shared/reading/forest'
import { viewOf } from '../../../../src/shared/reading/view'
import type { Group, Measure } from '../../../../src/shared/model/measure'
import { fixtureReport } from '../../../fixtures/report/make-report'

const report = fixtureReport()
const view = viewOf(report, 'digest', [])
const [some] = report.measures.filter((m) => m.metric === 'tpr_difference')
const slice = (group: Group, at = 0): Measure => ({
  ...some!,
  id: `slice-${at}`,
  assessment: 'slices',
  metric: 'accuracy_difference',
  group,
  reference: { rest: true },
  at: { part: 'current', slice: 'found' }
})
const rowsOf = (...groups: Group[]) => forest(view, groups.map(slice), 'slice')!.rows

describe('labels of slices', () => {
  it('have every condition of three columns whole, in short lines', () => {
    const [row] = rowsOf({ employment_years: '2 to under 7.5', purpose_of_loan: 'debt consolidation', region_of_branch: 'North' })
    expect(row!.lines).toEqual([
      'employment_years = 2 to under 7.5',
      'and purpose_of_loan = debt',
      'consolidation',
      'and region_of_branch = North'
    ])
    expect(row!.label).toBe(row!.lines.join(' '))
  })

  it('stay on one line where they fit', () => {
    expect(rowsOf({ channel: 'web', region: 'North' })[0]!.lines).toEqual(['channel = web and region = North'])
  })

  it('say that they go on where a condition takes more lines than there are', () => {
    const [row] = rowsOf({ city: Array.from({ length: 60 }, (_, i) => `Town ${i}`).join(', '), name: 'x'.repeat(50) })
    expect(row!.lines).toHaveLength(6)
    expect(row!.lines.at(-1)).toMatch(/…$/)
    for (const line of row!.lines) expect(line.length).toBeLessThanOrEqual(33)
  })

  it('leave the last rows to the table where all would not fit a page', () => {
    const long = { employment_years: '2 to under 7.5', purpose_of_loan: 'debt consolidation', region_of_branch: 'North' }
    const rows = rowsOf(...Array.from({ length: 28 }, () => long))
    expect(rows).toHaveLength(12)
  })
})

it('labels of groups are one line', () => {
  const comparisons = report.measures.filter((m) => m.metric === 'selection_rate_ratio' && m.group !== null)
  for (const { label, lines } of forest(view, comparisons, 'race')!.rows) expect(lines).toEqual([label])
})
