import { METRICS, type MetricId } from '../../../shared/model/metrics'
import type { Estimate } from '../stats/estimate'
import type { Window } from '../stats/windows'
import { isOutside, nannymlRange, predictionRange, type Range } from './expected-range'
import { byWindow } from './relocate'

/** A metric window by window, with what the reference windows let expect. */
export type Watched = {
  metric: MetricId
  windows: readonly Window[]
  values: readonly (Estimate | null)[]
  expected: Range | null
  nannyml: Range | null
  /** Windows whose labels are not all old enough, where the metric needs labels: shown, not compared. */
  young: ReadonlySet<number>
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
      const before = reference === null ? [] : comparable(reference, metric)
      return {
        metric,
        windows: current.windows,
        values: byWindow(current.estimates, metric, current.windows),
        expected: predictionRange(before, level, limitsOf(metric)),
        nannyml: nannymlRange(before, limitsOf(metric)),
        young: youngWindows(metric, current.immature)
      }
    })
    .filter(({ values }) => values.some((value) => value !== null && value.measure.estimate !== null))
}

function comparable({ estimates, windows, immature }: WindowedSide, metric: MetricId): number[] {
  const young = youngWindows(metric, immature)
  return valuesOf(byWindow(estimates, metric, windows).filter((_, i) => !young.has(i)))
}

const valuesOf = (values: readonly (Estimate | null)[]): number[] =>
  values.flatMap((value) =>
    value === null || value.measure.estimate === null || value.measure.status.code === 'small' ? [] : [value.measure.estimate]
  )

/** Places of the windows whose value lies outside a range. */
export function outsideWindows({ values, young }: Watched, range: Range): number[] {
  return values.flatMap((value, i) => {
    const estimate = value?.measure.estimate ?? null
    return estimate !== null && !young.has(i) && value?.measure.status.code !== 'small' && isOutside(estimate, range) ? [i] : []
  })
}
