import { describe, expect, it } from 'vitest'
import { DISTANCE_IDS } from '../../../../src/shared/model/metrics/drift'
import type { Measure } from '../../../../src/shared/model/measure'
import oracle from '../../../fixtures/drift/weighted.json'
import { drift, driftPlan, measureAt, type Column } from './harness'

const columns: Column[] = [
  { name: 't', kind: 'category' },
  { name: 'x', kind: 'number' }
]
const framing: Column[] = [{ name: 'w', kind: 'number' }]
type Row = { t: string | null; x: number | null; w: number }
const rowsOf = (count: number, shift: number): Row[] =>
  Array.from({ length: count }, (_, i) => ({
    t: i % 11 === 0 ? null : 'abcde'[(i * i + (i % 3 === 0 ? shift : 0)) % 5]!,
    x: i % 13 === 0 ? null : ((i * 7919) % 101) + shift * (i % 4),
    w: (i * 5) % 4
  }))
const tableOf = (rows: readonly Row[]) => ({ t: rows.map(({ t }) => t), x: rows.map(({ x }) => x), w: rows.map(({ w }) => w) })
const expanded = (rows: readonly Row[]): Row[] => rows.flatMap((row) => Array.from({ length: row.w }, () => row))

const planOf = (weight: string | null, metrics: readonly string[]) =>
  driftPlan(weight === null ? {} : { columns: { w: { role: 'weight', weight } } }, {
    metrics,
    multivariate: false,
    fixed_bins: { x: [20, 40, 60, 80] }
  })
const OF_BINS = DISTANCE_IDS.filter((metric) => /^(psi$|kl_|js_|hellinger|tv_|linf_|chi_|g_|cramers)/.test(metric))
const [before, now] = [rowsOf(600, 0), rowsOf(450, 2)]

const figures = ({ estimate, interval, test }: Measure) => [estimate, interval?.low, interval?.high, test?.p]

describe('drift of weighted rows', () => {
  it('of whole frequency weights is that of the rows they stand for', () => {
    const weighed = drift(tableOf(before), tableOf(now), columns, planOf('frequency', OF_BINS), framing)
    const written = drift(tableOf(expanded(before)), tableOf(expanded(now)), columns, planOf(null, OF_BINS))
    for (const feature of ['t', 'x'])
      for (const metric of [...OF_BINS, 'missing_rate_change']) {
        const [a, b] = [figures(measureAt(weighed, metric, { feature })), figures(measureAt(written, metric, { feature }))]
        a.forEach((x, i) => (b[i] == null ? expect(x ?? null).toBe(b[i] ?? null) : expect(x, `${metric} ${feature}`).toBeCloseTo(b[i], 9)))
      }
  })

  it('of equal sampling weights is that of the rows themselves', () => {
    const same = (rows: readonly Row[]): Row[] => rows.map((row) => ({ ...row, w: 2.5 }))
    const weighed = drift(tableOf(same(before)), tableOf(same(now)), columns, planOf('sampling', OF_BINS), framing)
    const plain = drift(tableOf(before), tableOf(now), columns, planOf(null, OF_BINS))
    for (const metric of OF_BINS) {
      const [a, b] = [figures(measureAt(weighed, metric, { feature: 't' })), figures(measureAt(plain, metric, { feature: 't' }))]
      a.forEach((x, i) => b[i] != null && expect(x).toBeCloseTo(b[i], 9))
    }
  })

  it('takes weighted shares, and a wider interval than rows alone would have', () => {
    const weighed = drift(tableOf(before), tableOf(now), columns, planOf('sampling', OF_BINS), framing)
    const whole = drift(tableOf(before), tableOf(now), columns, planOf('frequency', OF_BINS), framing)
    const shares = (rows: readonly Row[]): number[] =>
      ['a', 'b', 'c', 'd', 'e', null].map(
        (value) => rows.filter(({ t }) => t === value).reduce((sum, { w }) => sum + w, 0) / rows.reduce((sum, { w }) => sum + w, 0)
      )
    const [p, q] = [shares(before), shares(now)]
    const tv = p.reduce((sum, x, i) => sum + Math.abs(x - q[i]!), 0) / 2
    const found = measureAt(weighed, 'tv_distance', { feature: 't' })
    expect(found.estimate).toBeCloseTo(tv, 12)
    expect(found.n).toEqual({ group: 450, reference: 600 })
    expect(found.interval!.high!).toBeGreaterThan(measureAt(whole, 'tv_distance', { feature: 't' }).interval!.high!)
  })

  it('of the numbers themselves: whole frequency weights are rows, equal ones count once', () => {
    const statistics = ['cramer_von_mises', 'probability_of_superiority']
    const metrics = ['ks_distance', 'wasserstein_distance', 'wasserstein_normalised', 'energy_distance', ...statistics]
    const same = (rows: readonly Row[]): Row[] => rows.map((row) => ({ ...row, w: 0.3 }))
    const pairs = [
      [
        drift(tableOf(before), tableOf(now), columns, planOf('frequency', metrics), framing),
        drift(tableOf(expanded(before)), tableOf(expanded(now)), columns, planOf(null, metrics))
      ],
      [
        drift(tableOf(same(before)), tableOf(now.map((row) => ({ ...row, w: 2 }))), columns, planOf('sampling', metrics), framing),
        drift(tableOf(before), tableOf(now), columns, planOf(null, metrics))
      ]
    ] as const
    for (const [weighed, plain] of pairs)
      for (const metric of metrics) {
        const [a, b] = [measureAt(weighed, metric, { feature: 'x' }), measureAt(plain, metric, { feature: 'x' })]
        expect(a.estimate!).toBeCloseTo(b.estimate!, 9)
        if (metric === 'cramer_von_mises') expect([a.test, a.noInterval, b.test?.method]).toEqual([null, 'weighted', 'cramer-von-mises'])
        if (statistics.includes(metric)) continue
        expect(a.interval!.low!).toBeCloseTo(b.interval!.low!, 9)
        expect(a.interval!.high!).toBeCloseTo(b.interval!.high!, 9)
        if (metric === 'ks_distance') expect(a.test!.method).toBe('kolmogorov-smirnov-weighted')
      }
  })

  it(`of the numbers themselves: weighted shares as scipy ${oracle.scipy} has them`, () => {
    const metrics = [
      'ks_distance',
      'wasserstein_distance',
      'wasserstein_normalised',
      'energy_distance',
      'cramer_von_mises',
      'probability_of_superiority'
    ] as const
    const table = ({ x, w }: { x: number[]; w: number[] }) => ({ x, w, t: x.map(() => 'a') })
    const plan = driftPlan({ columns: { w: { role: 'weight', weight: 'sampling' } } }, { metrics: [...metrics], multivariate: false })
    for (const one of oracle.cases) {
      const found = drift(table(one.reference), table(one.current), columns, plan, framing)
      for (const metric of metrics) expect(measureAt(found, metric, { feature: 'x' }).estimate! / one[metric]).toBeCloseTo(1, 9)
      expect(measureAt(found, 'ks_distance', { feature: 'x' }).test!.p / one.p).toBeCloseTo(1, 9)
    }
  })

  it('says nothing of the columns together, where each row would count alike', () => {
    const plan = driftPlan({ columns: { w: { role: 'weight', weight: 'sampling' } } }, { multivariate: { rows: 1000 } })
    const { estimates } = drift(tableOf(before), tableOf(now), columns, plan, framing)
    for (const metric of ['domain_classifier_auc', 'reconstruction_error', 'reconstruction_error_change']) {
      const { measure } = estimates.find((one) => one.measure.metric === metric)!
      expect([measure.estimate, measure.status.reason]).toEqual([null, 'weighted'])
    }
  })

  it('refuses distances that have no weighted form by name', () => {
    const { estimates } = drift(tableOf(before), tableOf(now), columns, planOf('sampling', DISTANCE_IDS), framing)
    for (const metric of ['anderson_darling', 'psi_evidently', 'psi_validmind']) {
      const { measure } = estimates.find((one) => one.measure.metric === metric && one.measure.at.feature === 'x')!
      expect([measure.estimate, measure.status.reason]).toEqual([null, 'weighted'])
    }
  })
})
