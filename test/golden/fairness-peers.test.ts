import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { MetricId } from '../../src/shared/model/metrics'
import type { Table } from '../unit/core/fairness/harness'
import { assess, find } from '../unit/core/fairness/harness'

const folder = join(import.meta.dirname, '../fixtures/fairness')
type Numbers = Record<string, number>
const expected = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as Record<string, Record<string, Numbers> & Numbers>

const [header, ...lines] = readFileSync(join(folder, 'table.csv'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => line.split(','))
const table: Table = Object.fromEntries(header!.map((name, i) => [name, lines.map((line) => line[i]!)]))

const columns = {
  sex: 'protected',
  race: 'protected',
  region: 'control',
  decision: { role: 'decision', favourable: ['1'] },
  label: { role: 'label', favourable: ['1'] },
  score: { role: 'score', kind: 'probability' },
  x1: 'feature',
  x2: 'feature'
}
const groups = { crossings: [['sex', 'race']], reference: { sex: 'Male', race: 'White' }, controls: ['region'] }
const metrics = ['rates', 'comparisons', 'joint', 'scores', 'clarify', 'stratified', 'generalized_entropy', 'theil']
const patch = { columns, groups, assessments: { fairness: { metrics, replicates: 200 } } }
const result = assess(table, patch)

const close = (actual: number | null | undefined, wanted: number) => {
  if (actual === null || actual === undefined) throw new Error('no number')
  expect(Math.abs(actual - wanted)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(wanted)))
}
const RACE = ['Asian', 'Black', 'White']

describe('scikit-learn, by group', () => {
  const check = (wanted: Numbers, run: typeof result, group: Record<string, string> | null) => {
    for (const [metric, value] of Object.entries(wanted))
      close(find(run, { metric: metric as MetricId, group, reference: null, at: {} }).measure.estimate, value)
  }
  it('one attribute', () => RACE.forEach((race) => check(expected.groups![race]!, result, { race })))
  it('everybody', () => check(expected.all!, result, null))
  it('crossed', () => {
    for (const [key, wanted] of Object.entries(expected.crossed!)) {
      const [sex, race] = key.split('|')
      check(wanted, result, { race: race!, sex: sex! })
    }
  })
  it('weighted', () => {
    const weighted = assess(table, { ...patch, columns: { ...columns, weight: { role: 'weight', weight: 'sampling' } } })
    RACE.forEach((race) => check(expected.groups_weighted![race]!, weighted, { race }))
    expect(find(weighted, { metric: 'selection_rate_difference', group: { race: 'Asian' }, at: {} }).measure.test).toBeNull()
    expect(find(weighted, { metric: 'flip_one', group: { race: 'Asian' } }).measure.status).toEqual({
      code: 'undefined',
      reason: 'weighted'
    })
    expect(find(weighted, { metric: 'mcc', group: { race: 'Asian' } }).measure.interval?.method).toBe('design-based')
  })
  it('calibration error with the bins of calibration_curve', () =>
    RACE.forEach((race) =>
      close(find(result, { metric: 'ece', group: { race } }).measure.estimate, expected.ece![race] as unknown as number)
    ))
  it('regression', () => {
    const use = { sex: 'protected', race: 'protected', y: 'label', yhat: { role: 'score', kind: 'prediction' } }
    const run = assess(table, { columns: use, assessments: { fairness: { metrics: ['regression'] } } })
    for (const race of RACE)
      for (const [metric, value] of Object.entries(expected.regression![race]!))
        close(find(run, { metric: metric as MetricId, group: { race }, reference: null }).measure.estimate, value)
    expect(find(run, { metric: 'r2', group: { race: 'Asian' } }).measure.interval?.method).toBe('delta')
  })
})

describe('scipy: scores of women against men', () => {
  const wanted = expected.scores_sex as unknown as Numbers
  const of = (metric: MetricId) => find(result, { metric, group: { sex: 'Female' }, reference: { group: { sex: 'Male' } } }).measure
  it('Welch', () => {
    const { estimate, interval, test } = of('mean_score_difference')
    close(estimate, wanted.mean_score_difference!)
    close(interval?.low, wanted.low!)
    close(interval?.high, wanted.high!)
    close(test?.p, wanted.p!)
  })
  it('standardised difference and Wasserstein distance', () => {
    close(of('standardised_mean_difference').estimate, wanted.standardised_mean_difference!)
    close(of('wasserstein').estimate, wanted.wasserstein!)
    const weighted = assess(table, { ...patch, columns: { ...columns, weight: { role: 'weight', weight: 'sampling' } } })
    close(find(weighted, { metric: 'wasserstein', group: { sex: 'Female' } }).measure.estimate, wanted.wasserstein_weighted!)
  })
})

describe('fairlearn: between the extremes', () => {
  const names = {
    demographic_parity_difference: 'selection_rate_difference',
    demographic_parity_ratio: 'selection_rate_ratio',
    equalized_odds_difference: 'equalized_odds_difference',
    equalized_odds_difference_mean: 'equalized_odds_difference_mean',
    equal_opportunity_difference: 'tpr_difference',
    equal_opportunity_ratio: 'tpr_ratio'
  } as const
  for (const attribute of ['sex', 'race'])
    it(attribute, () => {
      for (const [theirs, metric] of Object.entries(names))
        close(
          find(result, { metric, reference: { extremes: [attribute] }, at: {} }).measure.estimate,
          expected[`fairlearn_${attribute}`]![theirs] as unknown as number
        )
    })
  it('within strata of a control', () => {
    for (const [region, rates] of Object.entries(expected.fairlearn_controlled!))
      for (const [sex, rate] of Object.entries(rates))
        close(find(result, { metric: 'selection_rate', group: { sex }, at: { control: `region=${region}` } }).measure.estimate, rate)
  })
})

describe('AIF360: women against men', () => {
  const wanted = expected.aif360_sex as unknown as Numbers
  const of = (metric: MetricId, at = {}) =>
    find(result, { metric, group: { sex: 'Female' }, reference: { group: { sex: 'Male' } }, at }).measure.estimate
  it('differences and ratios', () => {
    close(of('average_odds_difference'), wanted.average_odds_difference!)
    close(of('average_abs_odds_difference'), wanted.average_abs_odds_difference!)
    close(of('selection_rate_ratio'), wanted.disparate_impact!)
    close(of('selection_rate_difference'), wanted.statistical_parity_difference!)
    close(of('tpr_difference'), wanted.equal_opportunity_difference!)
    close(of('for_ratio'), wanted.false_omission_rate_ratio!)
    close(of('fdr_difference'), wanted.false_discovery_rate_difference!)
    close(-of('accuracy_difference')!, wanted.error_rate_difference!)
  })
  it('entropy indices', () => {
    close(find(result, { metric: 'generalized_entropy', group: null }).measure.estimate, wanted.generalized_entropy_index!)
    close(find(result, { metric: 'theil', group: null }).measure.estimate, wanted.theil_index!)
    close(
      find(result, { metric: 'generalized_entropy_between', reference: { extremes: ['sex'] } }).measure.estimate,
      wanted.between_all_groups_generalized_entropy_index!
    )
    close(
      find(result, { metric: 'theil_between', reference: { extremes: ['sex'] } }).measure.estimate,
      wanted.between_all_groups_theil_index!
    )
  })
})

describe('Aequitas: disparities against a named reference', () => {
  it('all rates', () => {
    for (const race of ['Asian', 'Black'])
      for (const [rate, value] of Object.entries(expected.aequitas![race]!))
        close(
          find(result, { metric: `${rate}_ratio` as MetricId, group: { race }, reference: { group: { race: 'White' } }, at: {} }).measure
            .estimate,
          value
        )
  })
})

describe('smclarify: facet women', () => {
  const wanted = expected.clarify as unknown as Numbers
  const direct = ['CI', 'DPL', 'KL', 'JS', 'LP', 'TVD', 'KS', 'DPPL', 'DI', 'DCAcc', 'DCR', 'SD', 'RD', 'DAR', 'DRR', 'AD'] as const
  for (const metric of direct) it(metric, () => close(find(result, { metric, group: { sex: 'Female' } }).measure.estimate, wanted[metric]!))
  it('flip test, both signs', () => {
    close(find(result, { metric: 'FT_smclarify', group: { sex: 'Female' } }).measure.estimate, wanted.FT!)
    close(find(result, { metric: 'FT', group: { sex: 'Female' } }).measure.estimate, -wanted.FT!)
  })
  it('conditional on a control', () => {
    for (const metric of ['CDDL', 'CDDPL'] as const)
      close(find(result, { metric, group: { sex: 'Female' }, at: { control: 'region' } }).measure.estimate, wanted[metric]!)
  })
  it('treatment equality and entropy', () => {
    close(find(result, { metric: 'treatment_equality_fn_fp', group: { sex: 'Female' } }).measure.estimate, wanted.TE!)
    close(find(result, { metric: 'generalized_entropy', group: null }).measure.estimate, wanted.GE!)
  })
})

describe('statsmodels and clusters', () => {
  it('Mantel–Haenszel over a control', () => {
    const wanted = expected.stratified as unknown as Numbers
    const of = (metric: MetricId) => find(result, { metric, group: { sex: 'Female' }, at: { control: 'region' } }).measure
    const ratio = of('mantel_haenszel_odds_ratio')
    close(ratio.estimate, wanted.mantel_haenszel_odds_ratio!)
    close(ratio.interval?.low, wanted.low!)
    close(ratio.interval?.high, wanted.high!)
    close(ratio.test?.p, wanted.cmh!)
    close(of('mantel_haenszel_risk_ratio').estimate, wanted.mantel_haenszel_risk_ratio!)
    close(of('breslow_day').estimate, wanted.breslow_day!)
  })
  it('cluster-robust difference', () => {
    const wanted = expected.clustered as unknown as Numbers
    const run = assess(table, { ...patch, columns: { ...columns, person: 'cluster' } })
    const { estimate, interval } = find(run, {
      metric: 'selection_rate_difference',
      group: { sex: 'Female' },
      reference: { group: { sex: 'Male' } },
      at: {}
    }).measure
    close(estimate, wanted.difference!)
    close(interval?.low, wanted.low!)
    close(interval?.high, wanted.high!)
    expect(interval?.method).toBe('cluster-robust')
  })
})

describe('every number', () => {
  it('has an interval or a reason, and an id of its own', () => {
    const ids = new Set(result.estimates.map(({ measure }) => measure.id))
    expect(ids.size).toBe(result.estimates.length)
    for (const { measure, limits } of result.estimates) {
      if (measure.estimate === null) expect(measure.status).toMatchObject({ code: 'undefined', reason: expect.any(String) })
      else if (measure.interval === null) expect(measure.noInterval, measure.id).toBeDefined()
      else {
        expect(Number.isFinite(measure.estimate), measure.id).toBe(true)
        expect(limits, measure.id).not.toBeNull()
        const [low, high] = [measure.interval.low ?? -Infinity, measure.interval.high ?? Infinity]
        expect(
          low <= measure.estimate + 1e-12 && measure.estimate <= high + 1e-12,
          `${measure.id} ${low} ${measure.estimate} ${high}`
        ).toBe(true)
      }
    }
  })
})
