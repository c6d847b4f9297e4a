import { describe, expect, test } from 'vitest'
import { decide } from '../../../../src/main/core/findings/decide'
import type { Estimate } from '../../../../src/main/core/stats/estimate'
import type { Population } from '../../../../src/shared/model/report'
import { finding, verdict } from '../../../../src/shared/model/finding'
import { criterionOf, planOf, populationOf, ratioEstimate } from './plan-of'

const white = [500, 1000] as const
const supplied = { inputs: [{ files: ['d.csv'], control_totals: { rows: 1000 } }] }
const run = (estimates: readonly Estimate[], plan: Record<string, unknown> = {}, population: Partial<Population> = {}) =>
  decide({ plan: planOf({ criteria: [criterionOf()], ...supplied, ...plan }), estimates, population: populationOf(population) })

const failing = ratioEstimate('Black', [300, 1000], white)
const crossing = ratioEstimate('Asian', [390, 1000], white)
const short = ratioEstimate('Other', [420, 1000], white)
const passing = ratioEstimate('Two', [500, 1000], white)

describe('findings of criteria', () => {
  const { findings, verdicts } = run([failing, crossing, short, passing], { criteria: [criterionOf({ severity: 'critical' })] })

  test('one for each class of outcome, the gravest first; a pass is none', () => {
    expect(findings.map(({ id, severity, kind, evidence }) => [id, severity, kind, evidence])).toEqual([
      ['F-001', 'critical', 'criterion-crossed', [failing.measure.id]],
      ['F-002', 'critical', 'criterion-crossed', [crossing.measure.id]],
      ['F-003', 'moderate', 'criterion-insufficient', [short.measure.id]]
    ])
    findings.forEach((one) => expect(finding.parse(one)).toEqual(one))
    verdicts.forEach((one) => expect(verdict.parse(one)).toEqual(one))
  })

  test('insufficient with the threshold crossed is at least moderate; exploratory and not crossed is low', () => {
    const { findings: low } = run([crossing, short], { criteria: [criterionOf({ severity: 'low', primary: false })] })
    expect(low.map(({ severity }) => severity)).toEqual(['moderate', 'low'])
  })

  test('tells the number, the interval, the sizes and the judgement', () => {
    expect(findings[0]!.condition).toMatch(
      /^So for 1 of the 4 measures judged\. Selection rate ratio of race = Black against race = White: 0\.60\d* \(95\u202f% interval 0\.5\d+ to 0\.6\d+; n = 1000 and 1000\); the threshold is crossed and the whole interval violates the criterion\.$/
    )
    expect(findings[0]!.criterion).toBe(
      'four-fifths: Selection rate ratio at least 0.8; primary, decided by the whole interval. Rule: internal policy 4.2.'
    )
    expect(findings[0]!.effect).toContain('100 of 1000 rows')
    expect(findings[0]!.cause).toBe('Not established by this analysis.')
    expect(findings[1]!.condition).toContain('insufficient: the interval holds the threshold')
    const [few] = run([ratioEstimate('Other', [42, 100], [5000, 10000])]).findings
    expect(few!.recommendation).toMatch(/80\u202f% power; at the observed rates the group would need \d+ rows/)
  })

  test('never prints a crossed value as equal to the threshold', () => {
    const { findings: close } = run([ratioEstimate('Black', [3999, 10000], [5000, 10000])])
    expect(close[0]!.condition).toContain('0.7998')
  })

  test('a census says observed and has no interval', () => {
    const observed: Estimate = { measure: { ...failing.measure, interval: null, noInterval: 'census' }, limits: null }
    const [only] = run([observed], { inference: { kind: 'census' } }).findings
    expect(only!.condition).toMatch(/\(observed, no interval; .*observed: the threshold is crossed\.$/)
  })

  test('owner, response and due come from the plan, by criterion or by number', () => {
    const answered = run([failing, short], {
      findings: { 'four-fifths': { owner: 'Credit risk' }, 'F-002': { owner: 'Data office', due: '2030-01-31', response: 'Accepted.' } }
    }).findings
    expect(answered.map(({ owner, due, response }) => [owner, due, response])).toEqual([
      ['Credit risk', null, null],
      ['Data office', '2030-01-31', 'Accepted.']
    ])
  })

  test('does not depend on the order of the estimates', () => {
    expect(run([passing, short, failing, crossing], { criteria: [criterionOf({ severity: 'critical' })] })).toEqual({ findings, verdicts })
  })
})

describe('findings of the data', () => {
  const titles = (population: Partial<Population>, plan: Record<string, unknown> = {}) =>
    run([], { criteria: [], ...plan }, population).findings.map(({ severity, title }) => `${severity}: ${title}`)

  test('nothing where nothing is to report', () => {
    expect(titles({})).toEqual([])
  })

  test('labels that follow the decision, repeats, unknowns, missing decisions, young labels, origin', () => {
    expect(titles({ labels: 'follow-the-decision' })).toEqual(['moderate: Outcomes are known only for one decision'])
    expect(titles({ clusters: { column: 'person', clusters: 400, largest: 7, repeats: true } })).toEqual([
      'low: Persons appear more than once'
    ])
    const unknown = (n: number) => titles({ attributes: [{ attribute: 'race', groups: [], unknown: n }] })
    expect([10, 11, 60, 250].map(unknown)).toEqual([
      [],
      ['low: race is unknown for 1.1\u202f% of the rows'],
      ['moderate: race is unknown for 6.0\u202f% of the rows'],
      ['high: race is unknown for 25.0\u202f% of the rows']
    ])
    expect(titles({ decisions: { favourable: 1, unfavourable: 1, missing: 60 } })).toEqual([
      'moderate: The decision is missing for 6.0\u202f% of the rows'
    ])
    expect(titles({ immature: 3 })).toEqual(['low: Some outcomes are too young to count'])
    expect(titles({}, { inputs: [{ files: ['d.csv'] }] })).toEqual(['low: Completeness and origin not tested'])
  })

  test('rejected rows and control totals that differ', () => {
    const files = [{ name: 'd.csv', sha256: 'a'.repeat(64), bytes: 1, rows: 1000, parsed: 900, rejected: 100, rejections: [] }]
    const controlTotals = [{ what: 'rows', supplied: '1001', ours: '1000', agrees: false }]
    const data = [
      {
        part: 'current',
        dataset: 'a'.repeat(64),
        rows: 900,
        files,
        columns: [],
        source: null,
        controlTotals,
        ownersManifest: [],
        trace: null
      }
    ]
    const { findings } = decide({ plan: planOf(supplied), estimates: [], population: populationOf(), data })
    expect(findings.map(({ severity, title }) => [severity, title])).toEqual([
      ['high', 'The data differ from what their owner supplied'],
      ['moderate', '100 rows were rejected on import']
    ])
    expect(findings[0]!.condition).toBe('rows: supplied 1001, found 1000.')
  })

  test('an observed result that turns on one decision is said', () => {
    const small = (k: number) => run([ratioEstimate('Black', [k, 100], [250, 500])]).findings.map(({ title }) => title)
    expect(small(40)).toContain('Observed results that turn on one decision')
    expect(small(41)).not.toContain('Observed results that turn on one decision')
    expect(small(39)).toContain('Observed results that turn on one decision')
  })
})
