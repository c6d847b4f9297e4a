import { describe, expect, test } from 'vitest'
import { inkOf, inkOfGroup } from '../../../../src/renderer/charts/palette'
import { fixtureReport } from '../../../fixtures/report/make-report'

const report = fixtureReport()
const [sex] = report.population[0]!.attributes

describe('colours of groups', () => {
  test('a group has one colour, whatever it is shown with; the unknown are grey', () => {
    const inks = sex!.groups.map(({ value }) => inkOfGroup(report, { [sex!.attribute]: value }))
    expect(new Set(inks.map(({ colour }) => colour)).size).toBe(inks.length)
    expect(inkOfGroup(report, { [sex!.attribute]: null })).toEqual({ colour: '#8a8a8a', dash: 'dot' })
    expect(inkOfGroup(report, null).colour).toBe('#8a8a8a')
  })

  test('after six colours the dashes change, so that twenty-four lines differ', () => {
    const inks = Array.from({ length: 24 }, (_, at) => JSON.stringify(inkOf(at)))
    expect(new Set(inks).size).toBe(24)
  })
})
