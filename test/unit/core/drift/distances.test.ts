import { describe, expect, it } from 'vitest'
import oracle from '../../../fixtures/drift/distances.json'
import { DISTANCE_IDS } from '../../../../src/shared/model/metrics/drift'
import { close } from '../stats/close'
import { drift, driftPlan, measureAt } from './harness'

const plan = driftPlan({}, { metrics: [...DISTANCE_IDS] })

describe(`distances of a column, against scipy ${oracle.scipy} and Evidently ${oracle.evidently}`, () => {
  for (const { name, kind, reference, current, distances, psi } of oracle.columns)
    it(name, () => {
      const result = drift({ x: reference }, { x: current }, [{ name: 'x', kind: kind as 'number' | 'category' }], plan)
      for (const [metric, expected] of Object.entries(distances))
        close(measureAt(result, metric, { feature: 'x' }).estimate!, expected, 1e-9, metric, 1e-12)
      const { interval, test } = measureAt(result, 'psi', { feature: 'x' })
      close(interval!.low!, psi.low, 1e-7, 'low', 1e-10)
      close(interval!.high!, psi.high, 1e-7, 'high')
      close(test!.p, psi.p, 1e-9, 'p')
      const [row] = result.tables.find((table) => table.name === 'drift-columns.csv')!.rows
      close(row![12] as number, psi.mean, 1e-12, 'mean without drift')
      close(row![13] as number, psi.quantile, 1e-9, 'quantile without drift')
    })
})

describe('distances', () => {
  const numbers = Array.from({ length: 500 }, (_, i) => ((i * 7919) % 503) / 10)
  const texts = Array.from({ length: 500 }, (_, i) => 'abcde'[(i * i) % 5]!)
  const columns = [
    { name: 'x', kind: 'number' as const },
    { name: 't', kind: 'category' as const }
  ]

  it('are nothing between equal samples, in any order of the rows', () => {
    const { estimates } = drift({ x: numbers, t: texts }, { x: numbers.toReversed(), t: texts.toReversed() }, columns, plan)
    for (const { measure } of estimates.filter(({ measure: { at } }) => at.feature !== undefined)) {
      if (measure.metric === 'probability_of_superiority') expect(measure.estimate).toBe(0.5)
      else if (!['drifted_share', 'anderson_darling'].includes(measure.metric)) expect(measure.estimate).toBe(0)
    }
  })

  it('of ranks and bins do not change under a monotone map; Wasserstein scales with the unit', () => {
    const current = numbers.map((x) => x * 0.9 + 3)
    const plain = drift({ x: numbers }, { x: current }, [columns[0]!], plan)
    const curved = drift({ x: numbers.map((x) => x * x + x) }, { x: current.map((x) => x * x + x) }, [columns[0]!], plan)
    const scaled = drift({ x: numbers.map((x) => 4 * x) }, { x: current.map((x) => 4 * x) }, [columns[0]!], plan)
    const of = (result: typeof plain, metric: string) => measureAt(result, metric, { feature: 'x' }).estimate!
    for (const metric of ['ks_distance', 'cramer_von_mises', 'anderson_darling', 'probability_of_superiority'])
      close(of(curved, metric), of(plain, metric), 1e-12, metric)
    close(of(scaled, 'wasserstein_distance'), 4 * of(plain, 'wasserstein_distance'), 1e-12)
    close(of(scaled, 'wasserstein_normalised'), of(plain, 'wasserstein_normalised'), 1e-12)
    close(of(scaled, 'psi'), of(plain, 'psi'), 1e-12)
  })

  it('see what moves away from a heavy value, where quantiles alone see nothing', () => {
    const reference = Array.from({ length: 1000 }, (_, i) => (i < 950 ? 0 : i))
    const current = Array.from({ length: 1000 }, (_, i) => (i < 500 ? 0 : i))
    expect(measureAt(drift({ x: reference }, { x: current }, [columns[0]!], plan), 'psi', { feature: 'x' }).estimate).toBeGreaterThan(1)
  })

  it('by bins are not 0 but undefined where so few rows are to be expected that all bins become one', () => {
    const x = Array.from({ length: 300 }, (_, i) => i)
    const few = drift({ x, t: texts.slice(0, 300) }, { x: [9000, 9001, 9002], t: ['z', 'z', 'y'] }, columns, plan)
    for (const feature of ['x', 't'])
      for (const metric of ['psi', 'js_distance', 'tv_distance', 'cramers_v']) {
        const { estimate, status } = measureAt(few, metric, { feature })
        expect([estimate, status.reason], `${metric} ${feature}`).toEqual([null, 'one-bin'])
      }
    expect(measureAt(few, 'ks_distance', { feature: 'x' }).estimate).toBe(1)
    const constant = drift({ t: x.map(() => 'a') }, { t: ['a', 'a'] }, [columns[1]!], plan)
    expect(measureAt(constant, 'psi', { feature: 't' }).estimate).toBe(0)
    expect(measureAt(constant, 'cramers_v', { feature: 't' }).status.reason).toBe('one-bin')
  })

  it('count unseen categories and missing values', () => {
    const current = texts.map((text, i) => (i % 10 === 0 ? null : i % 4 === 0 ? 'new' : text))
    const result = drift({ t: texts }, { t: current }, [columns[1]!], plan)
    const [missing, unseen] = [
      measureAt(result, 'missing_rate_change', { feature: 't' }),
      measureAt(result, 'unseen_share', { feature: 't' })
    ]
    expect(missing.estimate).toBe(0.1)
    expect(missing.interval!.low).toBeGreaterThan(0.07)
    expect(unseen.estimate).toBe(100 / 450)
    expect(unseen.n).toEqual({ group: 450, reference: 500 })
  })

  it('merge bins in which fewer than five rows are expected', () => {
    const reference = [...texts, 'rare', 'rarer']
    const result = drift({ t: reference }, { t: texts }, [columns[1]!], plan)
    expect(result.exhibits[0]?.notes[0]).toContain('fewer than five rows were expected in them: 2')
  })
})
