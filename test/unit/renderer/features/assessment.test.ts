import { describe, expect, test } from 'vitest'
import {
  EVERYBODY,
  featuresOf,
  labelOf,
  optionsOf,
  picturesOf,
  ranked,
  timelineOf,
  WHOLE,
  type Choice,
  type Material
} from '../../../../src/renderer/features/assessment/choice'
import { expectedText } from '../../../../src/renderer/features/assessment/expected'
import { furthest } from '../../../../src/renderer/features/assessment/furthest'
import { notCompared, withoutLeftOut } from '../../../../src/renderer/features/assessment/not-compared'
import { measureAt } from '../../../../src/renderer/features/assessment/point-evidence'
import type { Verdict } from '../../../../src/shared/model/finding'
import { measureId } from '../../../../src/shared/model/measure-id'
import type { At, Group, Measure } from '../../../../src/shared/model/measure'
import { viewOf } from '../../../../src/shared/reading/view'
import { fixtureReport } from '../../../fixtures/report/make-report'

const view = viewOf(fixtureReport(), 'digest', [])

function psi(at: At, estimate: number | null, group: Group | null = null): Measure {
  const named = {
    assessment: 'drift' as const,
    metric: 'psi' as const,
    group,
    reference: { part: 'reference' },
    at: { part: 'current', ...at }
  }
  return {
    id: measureId(named),
    ...named,
    estimate,
    interval: null,
    n: { group: 100, reference: 100 },
    test: null,
    status: { code: 'ok' },
    evidence: { inputs: [], scan: 'drift', filter: '', formula: '' }
  }
}

const material: Material = {
  measures: [
    psi({ feature: 'age' }, 0.01),
    psi({ feature: 'income' }, 0.3),
    psi({ feature: 'region' }, null),
    psi({ feature: 'income', window: '2026-01' }, 0.1),
    psi({ feature: 'income', window: '2026-02' }, 0.5),
    psi({ feature: 'age', window: '2026-02' }, 0.02),
    psi({ feature: 'income' }, 0.9, { sex: 'Female' })
  ],
  exhibits: []
}
const choice: Choice = { metric: 'psi', group: EVERYBODY, window: WHOLE, model: '', feature: '' }

describe('the page of an assessment', () => {
  test('furthest first, the undefined last, groups and windows apart', () => {
    expect(ranked(material, choice).map(labelOf)).toEqual(['income', 'age', 'region'])
    expect(ranked(material, { ...choice, window: '2026-02' }).map(labelOf)).toEqual(['income', 'age'])
    expect(ranked(material, { ...choice, group: 'sex = Female' }).map((m) => m.estimate)).toEqual([0.9])
  })

  test('the features with pictures are offered once each, in the order of the report', () => {
    const about = (feature?: string) => ({ at: feature === undefined ? {} : { feature } }) as Material['exhibits'][number]
    const exhibits = [about('income'), about(), about('age'), about('income')]
    expect(featuresOf({ measures: [], exhibits })).toEqual(['income', 'age'])
  })

  test('with equal weight the closed list decides, so that scores are first told by mean contributions', () => {
    const of = (metric: Measure['metric']) => ({ ...psi({ feature: 'income' }, 1), metric })
    const measures = [of('cohort_contribution_share'), of('gain_share'), of('mean_absolute_contribution')]
    expect(optionsOf(view, { measures, exhibits: [] }, null).metrics[0]?.value).toBe('mean_absolute_contribution')
  })

  test('pictures of other models than the chosen one are left out', () => {
    const about = (model?: string) => ({ at: model === undefined ? {} : { model } }) as Material['exhibits'][number]
    const exhibits = [about('old'), about(), about('new')]
    expect(picturesOf({ measures: [], exhibits }, 'new').exhibits).toEqual([about(), about('new')])
    expect(picturesOf({ measures: [], exhibits }, '').exhibits).toEqual(exhibits)
  })

  test('measures of several detectors, or of several metrics, are told apart', () => {
    expect(['page_hinkley', 'adwin'].map((of) => labelOf(psi({ of }, 1)))).toEqual(['Page–Hinkley', 'ADWIN'])
  })

  test('choices are those that the measures have', () => {
    expect(optionsOf(view, material, 'psi')).toEqual({
      metrics: [{ value: 'psi', label: 'Population stability index' }],
      groups: ['sex = Female'],
      windows: ['2026-01', '2026-02'],
      models: []
    })
  })

  test('a metric of which nothing is known is offered last, and draws no line', () => {
    const unknown = ['2026-01', '2026-02'].map((window) => ({
      ...psi({ feature: 'income', window }, null),
      metric: 'hellinger_distance' as const
    }))
    const some = { ...psi({}, 0.2), metric: 'accuracy' as const }
    const both: Material = { measures: [...unknown, some], exhibits: [] }
    expect(optionsOf(view, both, null).metrics.map(({ value }) => value)).toEqual(['accuracy', 'hellinger_distance'])
    expect(timelineOf(both, { ...choice, metric: 'hellinger_distance' }, '')).toBeNull()
  })

  test('what fails is offered first, what has a course over time before what has none', () => {
    const report = fixtureReport()
    const failed = report.verdicts.find(({ verdict }) => verdict === 'fail')!
    const judged = report.measures.find(({ id }) => id === failed.measure)!
    const plain = { ...psi({}, 3), metric: 'change_points' as const }
    const windowed = { ...psi({ window: '2026-01' }, 0.2), metric: 'accuracy' as const }
    const order = optionsOf(view, { measures: [plain, windowed, judged], exhibits: [] }, null).metrics.map(({ value }) => value)
    expect(order).toEqual([judged.metric, 'accuracy', 'change_points'])
  })

  test('what found anything is offered before what found nothing', () => {
    const nothing = { ...psi({ feature: 'day' }, 0), metric: 'outlier_share' as const }
    const found = { ...psi({}, 0.01), metric: 'duplicate_row_share' as const }
    expect(optionsOf(view, { measures: [nothing, found], exhibits: [] }, null).metrics.map(({ value }) => value)).toEqual([
      'duplicate_row_share',
      'outlier_share'
    ])
  })

  test('a line over the windows for each feature, gaps kept', () => {
    const timeline = timelineOf(material, choice, 'over time')
    expect(timeline?.x.labels).toEqual(['2026-01', '2026-02'])
    expect(timeline?.series.map(({ name, values }) => [name, values])).toEqual([
      ['income', [0.1, 0.5]],
      ['age', [null, 0.02]]
    ])
    expect(timelineOf(material, { ...choice, group: 'sex = Female' }, '')).toBeNull()
  })
})

test('what fails is named before what is furthest and not judged', () => {
  const [one, two] = view.report.measures.filter((m) => m.estimate !== null)
  const failing = (id: string) => ({
    ...view,
    verdicts: (of: string) => (of === id ? [{ verdict: 'fail', threshold: { atLeast: 0.8, atMost: null } } as Verdict] : [])
  })
  expect(furthest(failing(two!.id), [one!, two!])).toMatch(/fails with .*; furthest is .* \(not judged\), /)
  expect(furthest(failing(one!.id), [one!, two!])).not.toContain('fails with')
  expect(furthest(failing(''), [one!, two!])).toMatch(/: furthest is /)
})

test('windows outside what was to be expected are told, with all there are', () => {
  const counted = (estimate: number) => ({
    exhibits: [],
    measures: [{ metric: 'windows_outside_expected', at: { of: 'mean_score' }, estimate, n: { group: 9, reference: null } } as Measure]
  })
  expect(expectedText(counted(9), 'mean_score')).toBe(' 9 of 9 windows lie outside what the reference lets expect.')
  expect(expectedText(counted(1), 'mean_score')).toContain('1 of 9 windows lies outside')
  expect(expectedText(counted(0), 'mean_score')).toContain('No window that can be compared')
  expect(expectedText(counted(3), 'accuracy')).toBe('')
})

describe('a point of a line over windows', () => {
  const choice: Choice = { metric: 'psi', group: EVERYBODY, window: WHOLE, model: '', feature: 'income' }

  test('has the evidence of its own measure', () => {
    const line = timelineOf(material, choice, 'PSI of income over time')!
    expect(measureAt(material, line, 0, 0)).toBe(material.measures[3])
    expect(measureAt(material, line, 0, 1)).toBe(material.measures[4])
    expect(measureAt(material, line, 0, 2)).toBeNull()
    expect(measureAt(material, line, 1, 0)).toBeNull()
  })

  test('has none where no measure says the same: another group, another feature, a curve over values', () => {
    const line = timelineOf(material, choice, 'PSI of income over time')!
    expect(measureAt(material, { ...line, group: { sex: 'Female' } }, 0, 0)).toBeNull()
    expect(measureAt(material, { ...line, at: { feature: 'age' } }, 0, 0)).toBeNull()
    expect(measureAt(material, { ...line, x: { title: 'age', numbers: [1, 2], labels: null } }, 0, 0)).toBeNull()
  })
})

describe('columns that were not compared', () => {
  const leftOut: Material['exhibits'][number] = {
    kind: 'table',
    id: 'drift/left-out',
    assessment: 'drift',
    title: 'Columns that were not compared',
    at: { part: 'current' },
    group: null,
    notes: [],
    columns: [
      { title: 'Column', align: 'left' },
      { title: 'Why', align: 'left' }
    ],
    rows: [
      ['postcode', 'its type changed from integer to text'],
      ['region', 'the current part does not have it']
    ]
  }
  const masked: Measure = { ...psi({ feature: 'rare' }, null), status: { code: 'undefined', reason: 'suppressed' } }
  const empty: Measure = { ...psi({ feature: 'gone' }, null), status: { code: 'undefined', reason: 'no-rows' } }
  const all: Material = { measures: [...material.measures, masked, empty], exhibits: [leftOut] }

  test('those left out first, then those without a figure, each once with its reason', () => {
    const rows = notCompared(all, choice)
    expect(rows.map(({ column }) => column)).toEqual(['postcode', 'region', 'rare', 'gone'])
    expect(rows[0]!.why).toBe('its type changed from integer to text')
    expect(rows.every(({ why }) => why.length > 5)).toBe(true)
    expect(new Set(rows.map(({ why }) => why)).size).toBe(4)
  })

  test('nothing is listed where every column has a figure; the list is not shown a second time', () => {
    expect(notCompared(material, { ...choice, window: '2026-02' })).toEqual([])
    expect(withoutLeftOut(all).exhibits).toEqual([])
  })
})
