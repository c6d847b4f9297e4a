import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { AssessmentResult } from '../../../../src/main/core/assessment'
import { nannymlRange, predictionRange } from '../../../../src/main/core/performance/expected-range'
import { isotonicAt, isotonicFit } from '../../../../src/main/core/stats/isotonic'
import { decide } from '../../../../src/main/core/findings/decide'
import { measureOf, openPart, performancePlan, performanceResult, type Columns } from './parts'

type Part = Record<'score' | 'label' | 'decision', number[]>
type Fixture = {
  size: number
  reference: Part
  current: Part
  whole: Record<string, number>
  windows: Record<string, number>[]
  ranges: Record<string, { mean: number; prediction: number; nannyml: number }>
  ap_interval: [number, number]
  cbpe: Record<string, number>
  isotonic: [number, number][]
}
const fixture = JSON.parse(readFileSync(resolve(import.meta.dirname, '../../../fixtures/performance/scores.json'), 'utf8')) as Fixture

const columnsOf = ({ score, label, decision }: Part): Columns => ({
  score: { type: 'number', cells: score },
  label: { type: 'integer', cells: label },
  decision: { type: 'integer', cells: decision }
})

const plan = performancePlan({
  columns: {
    score: { role: 'score', kind: 'probability' },
    label: { role: 'label', favourable: ['1'] },
    decision: { role: 'decision', favourable: ['1'] }
  },
  assessments: { performance: { reference: 'reference', windows: { rows: fixture.size, order: 'file' }, label_free: true } },
  criteria: [
    { id: 'free', metric: 'cbpe_accuracy', threshold: { at_least: 0.1 }, primary: true, rule: 'r' },
    { id: 'by-window', metric: 'accuracy', window: 'each', threshold: { at_least: 0.99 }, primary: true, rule: 'r' }
  ]
})

const nameOf = (i: number): string => `rows ${i * fixture.size + 1}-${(i + 1) * fixture.size}`

let result: AssessmentResult
beforeAll(async () => {
  result = await performanceResult(plan, [
    openPart('reference', columnsOf(fixture.reference)),
    openPart('current', columnsOf(fixture.current))
  ])
})

describe('performance against scikit-learn', () => {
  it('of all rows and of every window', () => {
    for (const [metric, wanted] of Object.entries(fixture.whole)) expect(measureOf(result, metric).estimate, metric).toBeCloseTo(wanted, 9)
    fixture.windows.forEach((window, i) => {
      for (const [metric, wanted] of Object.entries(window))
        expect(measureOf(result, metric, { window: nameOf(i) }).estimate, `${metric} ${i}`).toBeCloseTo(wanted, 9)
    })
  })

  it('calibration slope and intercept are statsmodels’, of all rows, by window and against the reference', () => {
    type Fit = Record<'intercept' | 'slope', [number, number, number]>
    type Part = { whole: Fit; windows: Fit[] }
    const wanted = JSON.parse(
      readFileSync(resolve(import.meta.dirname, '../../../fixtures/performance/recalibration.json'), 'utf8')
    ) as Record<'reference' | 'current', Part>
    for (const of of ['slope', 'intercept'] as const) {
      const places = [
        { at: {}, fit: wanted.current.whole },
        ...wanted.current.windows.map((fit, i) => ({ at: { window: nameOf(i) }, fit }))
      ]
      for (const { at, fit } of places) {
        const { estimate, interval } = measureOf(result, `calibration_${of}`, at)
        expect(estimate).toBeCloseTo(fit[of][0], 9)
        expect(interval).toMatchObject({ method: 'normal' })
        expect(interval!.low).toBeCloseTo(fit[of][1], 8)
        expect(interval!.high).toBeCloseTo(fit[of][2], 8)
      }
      const change = measureOf(result, `calibration_${of}_difference`, {}, true)
      expect(change.estimate).toBeCloseTo(wanted.current.whole[of][0] - wanted.reference.whole[of][0], 9)
      expect(change.interval).toMatchObject({ method: 'mover' })
    }
  })

  it('calibration slope says why there is none', async () => {
    const slope = async (change: Record<string, unknown>, columns: Columns): Promise<unknown> => {
      const metrics = ['calibration_slope']
      const changed = performancePlan({ ...plan, assessments: { performance: { metrics } }, criteria: [], ...change })
      return measureOf(await performanceResult(changed, [openPart('current', columns)]), 'calibration_slope').status
    }
    const { score, label, decision } = fixture.current
    const of = (scores: number[]): Columns => columnsOf({ score: scores, label, decision })
    expect(await slope({}, of([1, ...score.slice(1)]))).toEqual({ code: 'undefined', reason: 'certain-scores' })
    expect(await slope({}, of(label.map((y) => (y === 1 ? 0.7 : 0.2))))).toEqual({ code: 'undefined', reason: 'not-fitted' })
    const points = { ...plan.columns, score: { role: 'score', kind: 'points', of: 'favourable' } }
    expect(await slope({ columns: points }, of(score))).toEqual({ code: 'undefined', reason: 'not-a-probability' })
    const selective = { label: { type: 'integer' as const, cells: label.map((y, i) => (decision[i] === 1 ? y : NaN)) } }
    const following = { ...of(score), ...selective }
    expect(await slope({}, following)).toEqual({ code: 'undefined', reason: 'labels-follow-the-decision' })
    const weighted = { ...of(score), w: { type: 'number' as const, cells: score.map((_, i) => 1 + (i % 3)) } }
    const columns = { ...plan.columns, w: { role: 'weight', weight: 'sampling' } }
    expect(await slope({ columns }, weighted)).toEqual({ code: 'undefined', reason: 'weighted' })
  })

  it('average precision has limits on the logit scale', () => {
    const { interval } = measureOf(result, 'average_precision')
    expect(interval).toMatchObject({ method: 'logit' })
    expect(interval!.low).toBeCloseTo(fixture.ap_interval[0], 9)
    expect(interval!.high).toBeCloseTo(fixture.ap_interval[1], 9)
  })

  it('ranges are those of the reference windows, and windows outside are counted', () => {
    for (const [metric, { mean, prediction, nannyml }] of Object.entries(fixture.ranges)) {
      const outside = (reach: number): number => fixture.windows.filter((window) => Math.abs(window[metric]! - mean) > reach).length
      expect(measureOf(result, 'windows_outside_expected', { of: metric }).estimate, metric).toBe(outside(prediction))
      expect(measureOf(result, 'windows_outside_nannyml', { of: metric }).estimate, metric).toBe(outside(nannyml))
    }
  })

  it('a change against the reference has limits from both parts', () => {
    const { estimate, interval } = measureOf(result, 'accuracy_difference', {}, true)
    expect(estimate).toBeCloseTo(fixture.whole['accuracy']! - fixture.ranges['accuracy']!.mean, 9)
    expect(interval).toMatchObject({ method: 'mover' })
    expect(interval!.low!).toBeLessThan(estimate!)
  })

  it('estimates without labels are those of calibrated scores, and never pass', () => {
    for (const [metric, wanted] of Object.entries(fixture.cbpe)) {
      const measure = measureOf(result, metric)
      expect(measure.estimate, metric).toBeCloseTo(wanted, 9)
      expect(measure.status.code).toBe('assumed')
    }
    const { verdicts } = decide({ plan, estimates: result.estimates, population: null })
    expect(verdicts.find(({ criterion }) => criterion === 'free')).toMatchObject({ verdict: 'insufficient', reason: 'assumed' })
    expect(verdicts.filter(({ criterion }) => criterion === 'by-window')).toHaveLength(5)
  })

  it('says how often each detector fires for nothing', () => {
    expect(measureOf(result, 'false_alarm_run_length', { of: 'eddm' }).n.group).toBe(3 * fixture.reference.label.length)
    expect(measureOf(result, 'change_points', { of: 'ddm' }).n.group).toBe(fixture.current.label.length)
  })

  it('does not depend on the order of rows where windows go by time', async () => {
    const days = fixture.current.score.map((_, i) => i)
    const shuffled = days.map((_, i) => (i * 7) % days.length)
    const take = (cells: readonly number[]): number[] => shuffled.map((i) => cells[i]!)
    const timed = performancePlan({
      ...plan,
      columns: { ...plan.columns, day: 'time' },
      assessments: { performance: { windows: { days: fixture.size } } },
      criteria: []
    })
    const columns = { ...columnsOf(fixture.current), day: { type: 'date' as const, cells: days } }
    const mixed = Object.fromEntries(Object.entries(columns).map(([name, { type, cells }]) => [name, { type, cells: take(cells) }]))
    const [a, b] = [
      await performanceResult(timed, [openPart('current', columns)]),
      await performanceResult(timed, [openPart('current', mixed)])
    ]
    const points = ({ estimates }: AssessmentResult): unknown[] =>
      estimates.map(({ measure }) => [measure.id, measure.estimate?.toFixed(9)])
    expect(points(b)).toEqual(points(a))
  })
})

describe('isotonic regression', () => {
  it('is scikit-learn’s', () => {
    const order = fixture.reference.score.map((_, i) => i).sort((a, b) => fixture.reference.score[a]! - fixture.reference.score[b]!)
    const curve = isotonicFit(
      Float64Array.from(order, (i) => fixture.reference.score[i]!),
      Float64Array.from(order, (i) => fixture.reference.label[i]!)
    )
    for (const [x, wanted] of fixture.isotonic) expect(isotonicAt(curve, x)).toBeCloseTo(wanted, 9)
  })
})

describe('expected ranges', () => {
  it('need three windows and stay inside the limits of the metric', () => {
    expect(predictionRange([0.1, 0.2], 0.95, { low: 0, high: 1 })).toBeNull()
    expect(nannymlRange([0.98, 1, 0.9], { low: 0, high: 1 })?.high).toBe(1)
  })
})
