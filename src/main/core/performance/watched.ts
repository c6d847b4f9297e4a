import { METRICS, type MetricId } from '../../../shared/model/metrics'
import type { Estimate } from '../stats/estimate'
import { shortWindows, type Window } from '../stats/windows'
import { benjaminiHochberg } from '../stats/multiplicity'
import { furtherWindowP, isOutside, nannymlRange, predictionRange, type Range } from './expected-range'
import { byWindow } from './relocate'

/** A metric window by window, with what the reference windows let expect. */
export type Watched = {
  metric: MetricId
  windows: readonly Window[]
  values: readonly (Estimate | null)[]
  /** Values of the reference's windows, and the range in which a further one was to be expected. */
  before: readonly number[]
  expected: Range | null
  nannyml: Range | null
  /** Windows whose labels are not all old enough, where the metric needs labels: shown, not compared. */
  young: ReadonlySet<number>
  /** Windows with under half the rows that windows of the reference have, which vary more: shown, not held against the range. */
  short: ReadonlySet<number>
}

const UNITS: Partial<Record<(typeof METRICS)[MetricId]['unit'], Range>> = { proportion: { low: 0, high: 1 } }
const NOT_NEGATIVE: readonly MetricId[] = ['brier', 'log_loss', 'mae', 'rmse']

const limitsOf = (metric: MetricId): Range =>
  NOT_NEGATIVE.includes(metric) ? { low: 0, high: Infinity } : (UNITS[METRICS[metric].unit] ?? { low: -Infinity, high: Infinity })

const NOT_WATCHED: readonly MetricId[] = ['rows', 'label_known']
const WITHOUT_LABELS: readonly MetricId[] = ['selection_rate', 'mean_score']

const youngWindows = (metric: MetricId, immature: readonly number[] | null): ReadonlySet<number> =>
  new Set(WITHOUT_LABELS.includes(metric) ? [] : (immature ?? []).flatMap((rows, i) => (rows > 0 ? [i] : [])))

/** `immature`: rows of each window whose label is too young. */
export type WindowedSide = { estimates: readonly Estimate[]; windows: readonly Window[]; immature: readonly number[] | null }

/** Every metric with a value in some window. Windows under the minimum size are shown and neither expected nor judged. */
export function watchedMetrics(
  metrics: readonly MetricId[],
  current: WindowedSide,
  reference: WindowedSide | null,
  level: number
): Watched[] {
  return metrics
    .filter((metric) => !NOT_WATCHED.includes(metric))
    .map((metric) => {
      const all = reference === null ? [] : comparable(reference, metric, new Set())
      const before = reference === null ? [] : comparable(reference, metric, shortWindows(reference.windows, reference.windows))
      return {
        metric,
        windows: current.windows,
        values: byWindow(current.estimates, metric, current.windows),
        before,
        expected: predictionRange(before, level, limitsOf(metric)),
        nannyml: nannymlRange(all, limitsOf(metric)),
        young: youngWindows(metric, current.immature),
        short: shortWindows(current.windows, reference?.windows ?? [])
      }
    })
    .filter(({ values }) => values.some((value) => value !== null && value.measure.estimate !== null))
}

function comparable({ estimates, windows, immature }: WindowedSide, metric: MetricId, short: ReadonlySet<number>): number[] {
  const young = youngWindows(metric, immature)
  return byWindow(estimates, metric, windows).flatMap((value, i) => {
    const known = young.has(i) || short.has(i) ? null : valueOf(value)
    return known === null ? [] : [known]
  })
}

/** Null where there is none, or too few rows to be compared. */
const valueOf = (value: Estimate | null): number | null =>
  value === null || value.measure.status.code === 'small' ? null : value.measure.estimate

/** Places of the windows whose value lies outside what was to be expected. */
export const outsideExpected = (one: Watched): number[] =>
  one.expected === null ? [] : outsideRange(one, one.expected).filter((i) => !one.short.has(i))

/** NannyML looks at every chunk. */
export const outsideNannyml = (one: Watched): number[] => (one.nannyml === null ? [] : outsideRange(one, one.nannyml))

function outsideRange({ values, young }: Watched, range: Range): number[] {
  return values.flatMap((value, i) => {
    const estimate = young.has(i) ? null : valueOf(value)
    return estimate !== null && isOutside(estimate, range) ? [i] : []
  })
}

/** A window of a metric with the p-value of its distance from the reference's windows, adjusted over all windows of all metrics. */
export type Screened = { one: Watched; at: number; adjusted: number }

/** Every window that is held against a range; Benjamini and Hochberg's adjustment, since a list is screened. */
export function screenWindows(watched: readonly Watched[]): Screened[] {
  const held = watched.flatMap((one) =>
    one.values.flatMap((value, at) => {
      const estimate = one.expected === null || one.young.has(at) || one.short.has(at) ? null : valueOf(value)
      return estimate === null ? [] : [{ one, at, p: furtherWindowP(one.before, estimate) }]
    })
  )
  const adjusted = benjaminiHochberg(held.map(({ p }) => p))
  return held.map(({ one, at }, i) => ({ one, at, adjusted: adjusted[i]! }))
}

/** `2018-10`; `2018-10 and 2019-01`; `5 from 2019-04 to 2019-08`; `6 between 2018-10 and 2019-08`. */
export function namesOf(windows: readonly Window[], places: readonly number[]): string {
  const names = places.map((at) => windows[at]?.name ?? '')
  if (names.length < 4) return [names.slice(0, -1).join(', '), names.at(-1)!].filter((text) => text !== '').join(' and ')
  const unbroken = places.at(-1)! - places[0]! === places.length - 1
  return `${names.length} ${unbroken ? 'from' : 'between'} ${names[0]!} ${unbroken ? 'to' : 'and'} ${names.at(-1)!}`
}
