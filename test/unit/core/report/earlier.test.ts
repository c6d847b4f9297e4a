import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { changeOf } from '../../../../src/main/core/report/earlier-change'
import { comparedFacts } from '../../../../src/main/core/report/earlier-comparison'
import { earlierFrom, factsOf } from '../../../../src/main/core/report/earlier-facts'
import { findingsLeft, priorFindings } from '../../../../src/main/core/report/earlier-findings'
import { comparedMeasures, type ComparedMeasure } from '../../../../src/main/core/report/earlier-measures'
import { reportDocument } from '../../../../src/main/core/report/document'
import type { Block } from '../../../../src/main/core/report/blocks'
import type { EarlierReport } from '../../../../src/shared/model/earlier'
import type { Measure } from '../../../../src/shared/model/measure'
import type { MetricId } from '../../../../src/shared/model/metrics'
import { plan as planSchema, type Persons } from '../../../../src/shared/model/plan'
import type { Report } from '../../../../src/shared/model/report'
import { fixturePlan, fixtureReport, fixtureStatement } from '../../../fixtures/report/make-report'
import { measureOf } from '../findings/plan-of'

type Three = [number, number, number]
type Case = { metric: MetricId; then: Three; now: Three; value: number; low: number; high: number; p: number }
const cases = JSON.parse(readFileSync(join(import.meta.dirname, '../../../fixtures/earlier/changes.json'), 'utf8')) as Case[]

const measured = (metric: MetricId, [estimate, low, high]: Three, level = 0.95): Measure =>
  measureOf({ metric, estimate, interval: { low, high, level, method: metric.endsWith('ratio') ? 'koopman-ratio' : 'wilson' } })

describe('a change from two printed intervals', () => {
  it.each(cases)('$metric $then to $now as scipy and statsmodels have it', ({ metric, then, now, ...wanted }) => {
    const change = changeOf(measured(metric, then), measured(metric, now), 0.95)!
    for (const key of ['value', 'low', 'high', 'p'] as const) expect(change[key]).toBeCloseTo(wanted[key], 10)
  })

  it('takes each interval at its own level', () => {
    const wide = changeOf(measured('selection_rate', [0.4, 0.3, 0.5], 0.99), measured('selection_rate', [0.6, 0.5, 0.7], 0.99), 0.99)!
    expect(wide.p).toBeLessThan(changeOf(measured('selection_rate', [0.4, 0.3, 0.5]), measured('selection_rate', [0.6, 0.5, 0.7]), 0.95)!.p)
    expect(wide.high - wide.value).toBeCloseTo(Math.hypot(0.1, 0.1), 12)
  })

  it('is not tested without finite limits, nor from limits over several pairs', () => {
    const now = measured('selection_rate_ratio', [0.8, 0.7, 0.9])
    expect(changeOf(measured('selection_rate_ratio', [0.1, 0, 0.4]), now, 0.95)).toBeNull()
    expect(changeOf({ ...now, interval: { ...now.interval!, high: null } }, now, 0.95)).toBeNull()
    expect(changeOf({ ...now, interval: { ...now.interval!, method: 'intersection-union-ratio' } }, now, 0.95)).toBeNull()
  })
})

const DIGEST = 'ab'.repeat(32)
const before = (patch: Partial<Report> = {}): EarlierReport => earlierFrom({ ...fixtureReport(), ...patch }, DIGEST, [])

/** The fixture as the earlier report of itself, on other input files. */
function otherData(report: Report = fixtureReport()): EarlierReport {
  const earlier = earlierFrom(report, DIGEST, [])
  return { ...earlier, measures: earlier.measures.map((m) => ({ ...m, evidence: { ...m.evidence, inputs: ['cd'.repeat(32)] } })) }
}

function compare(then: EarlierReport, persons: Persons = 'disjoint', report = fixtureReport()): ComparedMeasure[] {
  const byId = new Map(report.measures.map((m) => [m.id, m]))
  const comparing = { then, facts: factsOf(report), persons, level: 0.95 }
  return comparedMeasures(
    comparing,
    report.verdicts.map(({ measure }) => measure),
    (id) => byId.get(id)
  )
}
const outcomes = (rows: ComparedMeasure[]): Set<string> =>
  new Set(rows.map(({ outcome }) => ('tested' in outcome ? 'tested' : outcome.untested)))

describe('what is comparable', () => {
  it('is tested only for one definition and disjoint persons', () => {
    expect(outcomes(compare(otherData()))).toEqual(new Set(['tested']))
    expect(outcomes(compare(otherData(), 'overlapping'))).toEqual(new Set(['not comparable: overlapping persons']))
    expect(outcomes(compare(otherData(), 'unknown'))).toEqual(new Set(['not comparable: persons may overlap']))
    const coded = compare({ ...otherData(), definitions: DIGEST })
    expect(outcomes(coded)).toEqual(new Set(['not comparable: the definition changed']))
    expect(coded.every(({ value }) => value === null)).toBe(true)
    expect(outcomes(compare({ ...otherData(), bins: { age: [40] } }))).toEqual(new Set(['not comparable: the definition changed']))
    const census = { ...otherData().population, inference: { kind: 'census' as const } }
    expect(outcomes(compare({ ...otherData(), population: census }))).toEqual(new Set(['not comparable: the inference changed']))
  })

  it('does not believe that persons are disjoint where a file is in both', () => {
    const shared = otherData()
    const measures = shared.measures.map((m) => ({
      ...m,
      evidence: { ...m.evidence, inputs: [...m.evidence.inputs, ...fixtureReport().measures[0]!.evidence.inputs] }
    }))
    expect(outcomes(compare({ ...shared, measures }))).toEqual(new Set(['not comparable: overlapping persons']))
  })

  it('lists another figure of the same data as restated', () => {
    const same = before()
    expect(outcomes(compare(same))).toEqual(new Set(['the same data, the same figure']))
    const [first, ...rest] = same.measures
    const rows = compare({ ...same, measures: [{ ...first!, estimate: 0.5 }, ...rest] })
    expect(rows.filter((row) => row.restated).map((row) => [row.id, row.then?.estimate])).toEqual([[first!.id, 0.5]])
  })

  it('names measures that only one report judged', () => {
    const then = otherData()
    const gone = { ...then.measures[0]!, id: 'fairness/gone' }
    const rows = compare({ ...then, measures: [gone, ...then.measures.slice(1)] })
    expect(outcomes(rows)).toEqual(new Set(['tested', 'no criterion of the earlier report', 'not in this report']))
  })
})

describe('the digest of definitions', () => {
  const digestOf = (columns: Record<string, unknown>): string => {
    const report = fixtureReport()
    const effective = planSchema.parse({ ...fixturePlan(), columns: { ...fixturePlan().columns, ...columns } })
    return factsOf({ ...report, plan: { ...report.plan, effective } }).definitions
  }

  it('changes with what counts as a decision, not with a feature or a bin', () => {
    const [decision = ''] = Object.entries(fixturePlan().columns).flatMap(([name, { role }]) => (role === 'decision' ? [name] : []))
    expect(digestOf({ [decision]: { role: 'decision', favourable: ['something else'] } })).not.toBe(digestOf({}))
    expect(digestOf({ another: 'feature' })).toBe(digestOf({}))
    expect(digestOf({ age: { role: 'protected', bins: [40] } })).toBe(digestOf({ age: { role: 'protected', bins: [62] } }))
    expect(digestOf({ age: 'protected' })).toBe(digestOf({ age: { role: 'protected', bins: [62] } }))
  })
})

describe('what changed', () => {
  const changed = (then: EarlierReport): string[] =>
    comparedFacts(then, factsOf(fixtureReport()), []).flatMap(({ what, same }) => (same ? [] : [what]))

  it('is nothing between a report and itself', () => expect(changed(before())).toEqual([]))

  it.each<[string, Partial<EarlierReport>]>([
    ['Model', { subject: { model: 'Another', version: null, digest: null } }],
    ['Data', { datasets: [] }],
    ['Population', { population: { inference: { kind: 'census' }, period: null } }],
    ['Plan', { plan: DIGEST }],
    ['Metric definition', { definitions: DIGEST }],
    ['Thresholds', { criteria: [] }],
    ['Bins', { bins: { age: [40] } }],
    ['Packs', { packs: [] }],
    ['Program', { made: { version: '0.0.1', build: DIGEST } }]
  ])('%s', (what, patch) => expect(changed({ ...before(), ...patch })).toEqual([what]))
})

const withPrior = (prior: unknown, earlier: EarlierReport | null = before()): Report => {
  const report = fixtureReport()
  const effective = planSchema.parse({ ...fixturePlan(), earlier: { report: 'r.json', persons: 'disjoint' }, prior_findings: prior })
  return { ...report, plan: { ...report.plan, effective }, earlier }
}

describe('prior findings', () => {
  const closed = { 'F-01': { status: 'closed', closure: 'Variable dropped in version 7; ticket 4411' } }

  it('stay open where the plan does not mention them', () => {
    const found = priorFindings(withPrior(closed))
    expect(found[0]).toMatchObject({ id: 'F-01', status: 'open', now: 'closed', closure: 'Variable dropped in version 7; ticket 4411' })
    expect(found.slice(1).map(({ now }) => now)).toEqual(found.slice(1).map(({ status }) => status))
  })

  it('are closed on evidence only', () => {
    const refused = planSchema.safeParse({ ...fixturePlan(), prior_findings: { 'F-01': { status: 'closed' } } })
    expect(refused.error?.issues[0]?.path).toEqual(['prior_findings', 'F-01', 'closure'])
  })

  it('go on to the next report under a name of their own until they are closed', () => {
    const left = findingsLeft(withPrior(closed)).map(({ id }) => id)
    expect(left).toContain('F-01')
    expect(left).toContain('F-02@abababab')
    expect(left).not.toContain('F-01@abababab')
    const later = findingsLeft(withPrior({}, earlierFrom(withPrior(closed), 'cd'.repeat(32), []))).map(({ id }) => id)
    expect(later).toEqual(expect.arrayContaining(['F-02', 'F-02@cdcdcdcd', 'F-02@abababab']))
    expect(new Set(later).size).toBe(later.length)
  })
})

describe('the pages', () => {
  const texts = (value: unknown): string[] =>
    typeof value === 'string' ? [value] : value !== null && typeof value === 'object' ? Object.values(value).flatMap(texts) : []
  const printed = (report: Report): Block[] => reportDocument(fixtureStatement(report), []).blocks
  const all = (report: Report): string => texts(printed(report)).join('\n').replaceAll('\u00a0', ' ')

  it('show facts, figures, prior findings, and that the earlier report was unsigned', () => {
    const said = all(withPrior({}, otherData()))
    for (const words of [
      'unsigned: nobody vouches',
      'Criterion measures, then and now',
      'approximate, from the printed intervals',
      'Restated prior figures: none',
      'Findings of the earlier report, carried forward'
    ])
      expect(said).toContain(words)
  })

  it('mask what either plan masks', () => {
    const block = printed(withPrior({}, { ...otherData(), suppressBelow: 1_000_000 })).find(
      (b) => b.kind === 'table' && b.caption.startsWith('Criterion measures')
    )
    const rows = block?.kind === 'table' ? block.rows : []
    expect(rows.length).toBeGreaterThan(0)
    for (const row of rows) expect(row.slice(1, 4)).toEqual(['·', '·', '–'])
  })

  it('print overrides and change no verdict', () => {
    const report = withPrior({}, null)
    const effective = {
      ...report.plan.effective,
      overrides: [
        { id: 'approval-race', reason: 'Accepted until July.', by: 'M. Risk' },
        { id: 'x', reason: 'y', by: 'z' }
      ]
    }
    const said = all({ ...report, plan: { ...report.plan, effective } })
    expect(said).toContain('Override of approval-race, by M. Risk')
    expect(said).toContain('x, which is no criterion or finding of this report')
    expect(said).toContain('not met')
  })
})
