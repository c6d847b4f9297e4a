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

  it('weights count: average precision and estimates without labels of whole weights are those of the rows they stand for', async () => {
    const whole = (part: Part, copies: (row: number) => number): Columns => {
      const rows = part.score.flatMap((_, row) => Array.from({ length: copies(row) }, () => row))
      const of = (cells: number[]): number[] => rows.map((row) => cells[row]!)
      return columnsOf({ score: of(part.score), label: of(part.label), decision: of(part.decision) })
    }
    const copies = (row: number): number => (row * 7) % 4
    const assessments = { performance: { reference: 'reference', label_free: true, metrics: ['average_precision', 'auc'] } }
    const metrics = ['average_precision', 'auc', 'cbpe_accuracy', 'cbpe_ppv', 'cbpe_tpr', 'cbpe_f1', 'cbpe_auc']
    const expected = await performanceResult(performancePlan({ ...plan, assessments, criteria: [] }), [
      openPart('reference', whole(fixture.reference, copies)),
      openPart('current', whole(fixture.current, copies))
    ])
    for (const [kind, scale] of [
      ['frequency', 1],
      ['sampling', 0.3]
    ] as const) {
      const weighed = (part: Part): Columns => ({
        ...columnsOf(part),
        w: { type: 'number', cells: part.score.map((_, row) => scale * copies(row)) }
      })
      const columns = { ...plan.columns, w: { role: 'weight', weight: kind } }
      const found = await performanceResult(performancePlan({ ...plan, columns, assessments, criteria: [] }), [
        openPart('reference', weighed(fixture.reference)),
        openPart('current', weighed(fixture.current))
      ])
      for (const metric of metrics) {
        const [a, b] = [measureOf(found, metric), measureOf(expected, metric)]
        expect(a.estimate, `${kind} ${metric}`).toBeCloseTo(b.estimate!, 9)
        if (metric !== 'average_precision' && metric !== 'cbpe_accuracy') continue
        if (kind === 'sampling') expect(a.noInterval, metric).toBe('weighted')
        else expect(a.interval!.low, metric).toBeCloseTo(b.interval!.low!, 12)
      }
    }
  })

  it('no figure is tested against nothing where persons repeat', async () => {
    const columns = { ...plan.columns, person: 'cluster' }
    const persons = { person: { type: 'integer' as const, cells: fixture.current.score.map((_, row) => row >> 1) } }
    const assessments = { performance: { metrics: ['f1', 'mcc', 'balanced_accuracy'] } }
    const changed = performancePlan({ ...plan, columns, assessments, criteria: [] })
    const found = await performanceResult(changed, [openPart('current', { ...columnsOf(fixture.current), ...persons })])
    for (const metric of ['f1', 'mcc', 'balanced_accuracy']) {
      const { interval, test } = measureOf(found, metric)
      expect([interval?.method, test]).toEqual(['cluster-robust', null])
    }
  })

  it('marks each window in which detectors tell something once, and names what stands apart', async () => {
    const marksOf = async (wrongFrom: readonly number[]) => {
      const rows = Array.from({ length: 3000 }, (_, i) => i)
      const isWrong = (i: number): boolean => wrongFrom.filter((from) => i >= from).length % 2 === 1
      const label = rows.map((i) => i % 2)
      const decision = label.map((y, i) => ((i * 7919) % 10 < (isWrong(i) ? 8 : 1) ? 1 - y : y))
      const windowed = performancePlan({
        ...plan,
        assessments: { performance: { windows: { rows: 250, order: 'file' }, metrics: ['accuracy'] } },
        criteria: []
      })
      const found = await performanceResult(windowed, [openPart('current', columnsOf({ score: label.map(() => 0.5), label, decision }))])
      const curve = found.exhibits.find((one) => one.kind === 'curve')
      return curve?.kind === 'curve' ? curve.marks : []
    }
    const once = await marksOf([1500])
    expect(once.length).toBeGreaterThan(0)
    for (const { at, label } of once) {
      expect(at).toBeGreaterThanOrEqual(6)
      expect(label).toMatch(/^(\d detectors|[A-Z][A-Za-z–]+(, [A-Z][A-Za-z–]+)?) row \d+$/)
    }
    const often = await marksOf([300, 900, 1500, 2100, 2700])
    expect(often.map(({ at }) => at)).toEqual([...new Set(often.map(({ at }) => at))].sort((a, b) => a - b))
    expect(often.length).toBeGreaterThan(3)
    expect(often.filter(({ label }) => label !== '')).toHaveLength(1)
  })

  it('says how often each detector fires for nothing', () => {
    expect(measureOf(result, 'false_alarm_run_length', { of: 'eddm' }).n.group).toBe(9 * fixture.reference.label.length)
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
