import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { MetricId } from '../../src/shared/model/metrics'
import type { Table } from '../unit/core/fairness/harness'
import { assess, find } from '../unit/core/fairness/harness'

/** Real data and published reference values, where the folder is present (ASSAY_SHARED, or ../shared beside the project). */
const data = join(process.env['ASSAY_SHARED'] ?? join(import.meta.dirname, '../../../shared'), 'data')
const present = existsSync(join(data, 'ORACLES.md'))
if (!present) console.log('fairness on shared data: skipped (no such folder)')

const csv = (file: string): Table => {
  const [header, ...lines] = readFileSync(join(data, file), 'utf8')
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(','))
  return Object.fromEntries(header!.map((name, i) => [name, lines.map((line) => line[i]!)]))
}
const json = (file: string): unknown => JSON.parse(readFileSync(join(data, file), 'utf8'))
const close = (actual: number | null, wanted: number, digits = 9) => expect(actual).toBeCloseTo(wanted, digits)

/** Published with three or four digits, cut off rather than rounded. */
const printed = (actual: number | null, wanted: number) => expect(Math.abs(actual! - wanted)).toBeLessThan(1e-3)

describe.skipIf(!present)('AIF360', () => {
  it('Adult, labels only (P7)', () => {
    const table = csv('oracles/aif360/data.csv')
    const cases = json('oracles/aif360/cases.json') as { adult_data_csv: { mean_difference: number; base_rate: number } }
    const result = assess(
      { sex: table['sex']!, income: table['income']! },
      { columns: { sex: 'protected', income: { role: 'label', favourable: ['0'] } }, groups: { reference: { sex: '1' } } }
    )
    close(
      find(result, { metric: 'base_rate_difference', group: { sex: '0' }, reference: { group: { sex: '1' } } }).measure.estimate,
      cases.adult_data_csv.mean_difference,
      12
    )
    close(find(result, { metric: 'base_rate', group: null }).measure.estimate, cases.adult_data_csv.base_rate, 12)
    close(find(result, { metric: 'base_rate_ratio', group: { sex: '0' }, reference: { group: { sex: '1' } } }).measure.estimate, 1.283, 3)
  })
  it('20 rows with predictions (P8), as printed', () => {
    const [actual, predicted] = [csv('oracles/aif360/actual_data.csv'), csv('oracles/aif360/predicted_data.csv')]
    const wanted = (json('oracles/aif360/cases.json') as { classification: Record<string, number> }).classification
    const table = { sex: actual['sex']!, y: actual['income']!, d: predicted['income']! }
    const result = assess(table, {
      columns: { sex: 'protected', y: { role: 'label', favourable: ['1'] }, d: { role: 'decision', favourable: ['1'] } },
      groups: { reference: { sex: '1' } }
    })
    const pair = (metric: MetricId) => find(result, { metric, group: { sex: '0' }, reference: { group: { sex: '1' } } }).measure.estimate!
    printed(pair('average_odds_difference'), wanted['average_odds_difference']!)
    printed(pair('average_abs_odds_difference'), wanted['average_abs_odds_difference']!)
    printed(pair('tpr_difference'), wanted['equal_opportunity_difference']!)
    printed(pair('selection_rate_ratio'), wanted['disparate_impact']!)
    printed(-pair('accuracy_difference'), wanted['error_rate_difference']!)
    printed(pair('fdr_ratio'), wanted['false_discovery_rate_ratio']!)
    printed(pair('for_ratio'), wanted['false_omission_rate_ratio']!)
    printed(pair('fnr_ratio'), wanted['false_negative_rate_ratio']!)
    expect(find(result, { metric: 'generalized_entropy', group: null }).measure.estimate).toBeCloseTo(
      wanted['generalized_entropy_index']!,
      2
    )
    expect(find(result, { metric: 'theil', group: null }).measure.estimate).toBeCloseTo(wanted['theil_index']!, 2)
    printed(find(result, { metric: 'accuracy', group: null }).measure.estimate, wanted['accuracy']!)
  })
})

type Scored = Record<string, number>
type Cases = {
  cases: Record<
    string,
    Record<string, Scored & Record<string, Scored>> & {
      by_sex: Record<string, Scored>
      by_race: Record<string, Scored>
      by_sex_x_race: Record<string, Scored>
      'ECE_10_uniform(bins as sklearn calibration_curve)': number
    }
  >
}

describe.skipIf(!present)('scikit-learn on Adult scores (G7)', () => {
  const names: Record<string, MetricId> = {
    accuracy: 'accuracy',
    balanced_accuracy: 'balanced_accuracy',
    precision: 'ppv',
    recall: 'tpr',
    f1: 'f1',
    mcc: 'mcc',
    selection_rate: 'selection_rate',
    prevalence: 'base_rate',
    roc_auc: 'auc',
    brier: 'brier',
    log_loss: 'log_loss'
  }
  for (const model of ['score_onehot_xgb', 'score_ordinal_xgb'])
    it(model, () => {
      const all = csv('adult/adult_test_scored.csv')
      const oracle = (json('oracles/sklearn/adult_classification_metrics.json') as Cases).cases[model]!
      const table = { sex: all['sex']!, race: all['race']!, y: all['y_true']!, s: all[model]! }
      const result = assess(table, {
        columns: {
          sex: 'protected',
          race: 'protected',
          y: { role: 'label', favourable: ['1'] },
          s: { role: 'score', kind: 'probability' }
        },
        groups: { crossings: [['sex', 'race']] },
        inference: { kind: 'census' },
        assessments: { fairness: { metrics: ['rates', 'scores'], decide: { score_at_least: 0.5 } } }
      })
      const check = (wanted: Scored, group: Record<string, string> | null) => {
        for (const [name, metric] of Object.entries(names)) {
          const value = wanted[name]
          const { estimate } = find(result, { metric, group, reference: null }).measure
          if (value !== undefined && estimate !== null) close(estimate, value)
        }
      }
      check(oracle['threshold_0.5'] as Scored, null)
      for (const [sex, wanted] of Object.entries(oracle.by_sex)) check(wanted, { sex })
      for (const [race, wanted] of Object.entries(oracle.by_race)) check(wanted, { race })
      for (const [key, wanted] of Object.entries(oracle.by_sex_x_race)) check(wanted, { race: key.split('|')[1]!, sex: key.split('|')[0]! })
      close(find(result, { metric: 'ece', group: null }).measure.estimate, oracle['ECE_10_uniform(bins as sklearn calibration_curve)'])
    })
})

const AEQUITAS: Record<string, { file: string; model?: string; reference: Record<string, string> }> = {
  adult: { file: 'adult_rf_binary.csv', reference: { race: 'White', gender: 'Male' } },
  'stop-and-frisk, model 1': { file: 'nyc_sqf_for_aequitas_4models.csv', model: '1', reference: { race: 'WHITE', sex: 'MALE' } },
  'stop-and-frisk, model 7': { file: 'nyc_sqf_for_aequitas_4models.csv', model: '7', reference: { race: 'WHITE', sex: 'MALE' } }
}

describe.skipIf(!present)('Aequitas, on the prediction logs it publishes', () => {
  const expected = JSON.parse(readFileSync(join(import.meta.dirname, '../fixtures/aequitas/expected.json'), 'utf8')) as Record<
    string,
    Record<string, Record<string, number | null>>
  >
  it.each(Object.entries(AEQUITAS))('%s', (name, { file, model, reference }) => {
    const all = csv(`aequitas/${file}`)
    const wanted = ['score', 'label_value', ...Object.keys(reference)]
    const rows = all['score']!.flatMap((_, row) =>
      (model === undefined || all['model_id']![row] === model) && wanted.every((column) => all[column]![row] !== '') ? [row] : []
    )
    const table = Object.fromEntries(
      wanted.map((column) => [column, rows.map((row) => String(all[column]![row]).replace(/^([01])\.0$/, '$1'))])
    )
    const result = assess(table, {
      columns: {
        score: { role: 'decision', favourable: ['1'] },
        label_value: { role: 'label', favourable: ['1'] },
        ...Object.fromEntries(Object.keys(reference).map((attribute) => [attribute, 'protected']))
      },
      groups: { reference },
      minimum_group_size: 1
    })
    let compared = 0
    for (const [key, figures] of Object.entries(expected[name]!)) {
      const [attribute, value] = key.split('=') as [string, string]
      const against = { group: { [attribute]: reference[attribute]! } }
      for (const [metric, figure] of Object.entries(figures)) {
        const ofPair = metric.endsWith('_ratio')
        if (figure === null || (ofPair && value === reference[attribute])) continue
        const found = find(result, {
          metric: metric as MetricId,
          group: { [attribute]: value },
          reference: ofPair ? against : null,
          at: {}
        })
        if (found.measure.status.code === 'undefined') continue
        close(found.measure.estimate, figure)
        compared += 1
      }
    }
    expect(compared).toBeGreaterThan(100)
  })
})
