import { describe, expect, test } from 'vitest'
import { reportDocument } from '../../../../src/main/core/report/document'
import { powerOfTen } from '../../../../src/main/core/report/figure'
import type { Measure } from '../../../../src/shared/model/measure'
import type { MetricId } from '../../../../src/shared/model/metrics'
import { modelsOf } from '../../../../src/shared/reading/models'
import { viewOf } from '../../../../src/shared/reading/view'
import { fixtureReport, fixtureStatement } from '../../../fixtures/report/make-report'

const METRICS: readonly MetricId[] = [
  'mean_absolute_contribution',
  'contribution_share',
  'permutation_importance',
  'permutation_importance_conditional',
  'gain_share'
]
const report = fixtureReport()
const [template] = report.measures
const measure = (metric: MetricId, model: string): Measure => ({
  ...template!,
  id: `explanation/${metric}/${model}`,
  assessment: 'explanation',
  metric,
  group: null,
  reference: null,
  at: { feature: 'PAY_AMT1', model },
  estimate: 0.1234,
  interval: metric.endsWith('share') ? null : { low: 0.1, high: 0.2, level: 0.95, method: template!.interval?.method ?? 'wilson' }
})
const measures = ['challenger', 'old'].flatMap((model) => METRICS.map((metric) => measure(metric, model)))
const models = [
  { name: 'old', file: 'old.json' },
  { name: 'challenger', file: 'new.json' }
]
const effective = { ...report.plan.effective, models } as typeof report.plan.effective
const explained = { ...report, measures: [...report.measures, ...measures], plan: { ...report.plan, effective } }

describe('explanations in print', () => {
  const { blocks } = reportDocument(fixtureStatement(explained), [])

  test('a feature’s name has room beside its importances', () => {
    const tables = blocks
      .filter((block) => block.kind === 'table')
      .filter(({ caption }) => caption.startsWith('Importance of the features'))
    expect(tables).toHaveLength(4)
    for (const { columns } of tables) expect(columns.length).toBeLessThan(10)
    const titles = tables.slice(0, 2).flatMap(({ columns }) => columns.map(({ title }) => title))
    expect(titles).toEqual(expect.arrayContaining(['Mean |contribution|', 'Share', 'Gain', 'Permutation', 'Within subgroups']))
  })

  test('the champion comes first, whatever the models are called', () => {
    const headings = blocks.flatMap((block) =>
      block.kind === 'heading' && block.text.startsWith('Explanation of scores') ? [block.text] : []
    )
    expect(headings).toEqual(['Explanation of scores: old', 'Explanation of scores: challenger'])
    expect(modelsOf(viewOf(explained, '', []), measures)).toEqual(['old', 'challenger'])
  })
})

test('what is next to nothing is told, not rounded away', () => {
  expect([0, 8.9e-16, -2.5e-7].map(powerOfTen)).toEqual(['0', '8.9\u202f×\u202f10^−16', '−2.5\u202f×\u202f10^−7'])
})
