import type { At, Measure } from '../../../shared/model/measure'
import type { MetricId } from '../../../shared/model/metrics'
import type { AssessmentResult } from '../assessment'
import { nameEstimate } from '../stats/name-estimate'
import { withoutInterval, type Quantity } from '../stats/quantity'
import type { Estimate } from '../stats/estimate'
import { detectChanges, type Detected } from './change-points'
import { differences } from './differences'
import { errorStream, type ErrorStream } from './error-stream'
import { performanceExhibits } from './exhibits'
import { performanceFindings } from './findings'
import type { PerformanceInput, PerformanceSide } from './input'
import { labelFree } from './label-free'
import { maskWindows } from './masked-windows'
import { averagePrecisions } from './precision'
import { recalibrations } from './recalibrations'
import { performanceMetrics } from './windowed-plan'
import { outsideExpected, outsideNannyml, watchedMetrics, type Watched, type WindowedSide } from './watched'

type Draft = { metric: MetricId; at: At; quantity: Quantity; comparing?: true; assumed?: true }

/** Performance of a part as a whole and by window, what the reference lets expect, and where its errors change; measures in order of their ids. */
export function assessPerformance(input: PerformanceInput): AssessmentResult {
  const { plan, current, reference, seed } = input
  const { performance } = plan.assessments
  const metrics = performanceMetrics(plan)
  const now = withOwn(input, current)
  const before = reference === null ? null : withOwn(input, reference)
  input.checkpoint(0.6)
  const sides = (side: PerformanceSide, estimates: readonly Estimate[]): WindowedSide => ({
    estimates,
    windows: side.windowed?.windows ?? [],
    immature: side.immature
  })
  const watched = watchedMetrics(
    metrics,
    sides(current, now),
    reference === null || before === null ? null : sides(reference, before),
    plan.level
  )
  const stream = streamOf(input, current)
  const steady = (reference === null ? null : streamOf(input, reference)) ?? stream
  const detected = stream === null || steady === null || !performance ? [] : detectChanges(stream, steady, performance.detectors, seed)
  input.checkpoint(0.9)
  const drafts: Draft[] = [
    ...(before === null ? [] : differences(now, before, plan.level).map((one): Draft => ({ ...one, at: {}, comparing: true }))),
    ...watched.flatMap(outsideCounts),
    ...detected.flatMap(changeCounts),
    ...(performance?.label_free === true ? labelFree(input, current).map((one): Draft => ({ ...one, assumed: true })) : [])
  ]
  const estimates = [...now, ...drafts.map((draft) => named(input, draft))].sort((a, b) => (a.measure.id < b.measure.id ? -1 : 1))
  const part = {
    id: 'performance',
    part: current.part,
    dataset: current.dataset,
    attributes: [],
    columns: [...current.columns],
    rows: current.rows
  }
  return {
    estimates,
    population: null,
    scans: [part],
    tables: [],
    exhibits: performanceExhibits(input, watched, detected, stream, estimates),
    findings: performanceFindings(input, watched, detected, stream, estimates)
  }
}

/** The estimates of a side with average precision and recalibration where the plan wants them, small windows masked. */
function withOwn(input: PerformanceInput, side: PerformanceSide): Estimate[] {
  const masked = (estimates: readonly Estimate[]): Estimate[] =>
    maskWindows(input.plan.suppress_below, side.windowed?.windows ?? [], estimates)
  const metrics = performanceMetrics(input.plan)
  const precise = metrics.includes('average_precision') ? averagePrecisions(input, side) : []
  const drafts: Draft[] = [
    ...precise.map((one): Draft => ({ metric: 'average_precision', ...one })),
    ...recalibrations(input.plan, metrics, side)
  ]
  return masked([...side.estimates, ...drafts.map((draft) => named({ ...input, current: side }, draft))])
}

function named({ plan, current, reference }: PerformanceInput, { metric, at, quantity, comparing, assumed }: Draft): Estimate {
  const naming = { plan, assessment: 'performance' as const, inputs: current.inputs, scan: 'performance', part: current.part }
  const against = comparing === true && reference !== null ? { part: reference.part } : null
  const estimate = nameEstimate(naming, { metric, group: null, reference: against, at, small: false }, quantity)
  const status: Measure['status'] =
    assumed === true && estimate.measure.status.code === 'ok' ? { code: 'assumed' } : estimate.measure.status
  const filter = at.window === undefined ? 'all rows' : `window = ${JSON.stringify(at.window)}`
  return { ...estimate, measure: { ...estimate.measure, status, evidence: { ...estimate.measure.evidence, filter } } }
}

/** Rows in order of time; in the file's order where there is no time. */
function streamOf({ kernels }: PerformanceInput, side: PerformanceSide): ErrorStream | null {
  const order = side.time === null ? null : kernels.rank(side.time.numbers).order
  return errorStream(side.outcomes, order, side.rows)
}

function outsideCounts(watched: Watched): Draft[] {
  const counted = (metric: MetricId, range: Watched['expected'], outside: readonly number[]): Draft[] => {
    if (range === null) return []
    const n = { group: watched.windows.length, reference: null }
    return [{ metric, at: { of: watched.metric }, quantity: withoutInterval(outside.length, 'a-count', { n }) }]
  }
  return [
    ...counted('windows_outside_expected', watched.expected, outsideExpected(watched)),
    ...counted('windows_outside_nannyml', watched.nannyml, outsideNannyml(watched))
  ]
}

function changeCounts({ detector, rows, watched, falseAlarms }: Detected): Draft[] {
  const at = { of: detector.name }
  const n = { group: watched, reference: null }
  if (falseAlarms === 'too-many-rows')
    return [{ metric: 'change_points', at, quantity: { estimate: null, reason: 'too-many-rows', interval: null, limits: null, n } }]
  const { values, alarms } = falseAlarms
  const length: Quantity =
    alarms > 0
      ? withoutInterval(values / alarms, 'a-statistic', { n: { group: values, reference: null } })
      : { estimate: null, reason: 'no-alarm', interval: null, limits: null, n: { group: values, reference: null } }
  return [
    { metric: 'change_points', at, quantity: withoutInterval(rows.length, 'a-count', { n }) },
    { metric: 'false_alarm_run_length', at, quantity: length }
  ]
}
