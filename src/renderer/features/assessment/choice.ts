import type { Exhibit } from '../../../shared/model/exhibit'
import type { VerdictCode } from '../../../shared/model/finding'
import type { Assessment, Measure } from '../../../shared/model/measure'
import { METRICS, type MetricId } from '../../../shared/model/metrics'
import type { Report } from '../../../shared/model/report'
import { modelsOf } from '../../../shared/reading/models'
import { grouping, type View } from '../../../shared/reading/view'
import { detectorName } from '../../../shared/words/detectors'
import { groupText, groupValues, referenceText } from '../../../shared/words/words'

/** Everything a report says of one assessment. */
export type Material = { measures: readonly Measure[]; exhibits: readonly Exhibit[] }

export const materialOf = (report: Report, assessment: Assessment): Material => ({
  measures: report.measures.filter((m) => m.assessment === assessment),
  exhibits: report.exhibits.filter((e) => e.assessment === assessment)
})

export const EVERYBODY = 'everybody'
export const WHOLE = 'whole'

/** What a page lets one choose; `everybody` and `whole` are no group and no window. */
export type Choice = { metric: MetricId; group: string; window: string; model: string; feature: string }

export type Options = { metrics: { value: MetricId; label: string }[]; groups: string[]; windows: string[]; models: string[] }

const distinct = (texts: readonly (string | undefined)[]): string[] => [...new Set(texts.filter((text) => text !== undefined))]

const GRAVITY: Record<VerdictCode, number> = { fail: 3, insufficient: 2, pass: 1 }

const LISTED = Object.keys(METRICS)

/**
 * The metrics with most behind them first: those that fail before others that are judged, then those that found anything, those by feature and those by window,
 * equals in the order of the closed list; last those of which nothing is known. Groups, windows and models are those of the metric.
 */
export function optionsOf(view: View, { measures, exhibits }: Material, metric: MetricId | null): Options {
  const byMetric = [...grouping<Measure>(measures, (m) => m.metric)] as [MetricId, Measure[]][]
  const weight = (of: readonly Measure[]): number =>
    (of.some((m) => m.estimate !== null) ? 32 : 0) +
    8 * Math.max(0, ...of.flatMap((m) => view.verdicts(m.id)).map(({ verdict }) => GRAVITY[verdict])) +
    (of.some(isRemarkable) ? 4 : 0) +
    (of.some((m) => m.at.feature) ? 2 : 0) +
    (of.some((m) => m.at.window) ? 1 : 0)
  const ranked = byMetric
    .map(([id, of]) => ({ id, at: LISTED.indexOf(id), weight: 2 * weight(of) + (courseOf({ measures, exhibits }, id) === null ? 0 : 1) }))
    .sort((a, b) => b.weight - a.weight || a.at - b.at)
  const of = measures.filter((m) => m.metric === metric)
  return {
    metrics: ranked.map(({ id }) => ({ value: id, label: METRICS[id].name })),
    groups: distinct(of.map((m) => (m.group === null ? undefined : groupText(m.group)))),
    windows: distinct(of.map((m) => m.at.window)),
    models: distinct(modelsOf(view, of))
  }
}

/** Not as it would be where there is nothing to tell. */
const isRemarkable = ({ metric, estimate }: Measure): boolean =>
  estimate !== null && (estimate !== 0 || !['zero', 'low'].includes(METRICS[metric].toward))

const fits = (m: Measure, { metric, group, model }: Choice): boolean =>
  m.metric === metric &&
  (m.at.model ?? '') === model &&
  (group === EVERYBODY ? m.group === null : m.group !== null && groupText(m.group) === group)

/** How far from what would be best or unremarkable; without a direction, the size. */
export function farness({ metric, estimate }: Measure): number {
  if (estimate === null) return -1
  switch (METRICS[metric].toward) {
    case 'one':
      return estimate <= 0 ? Infinity : Math.abs(Math.log(estimate))
    case 'high':
      return -estimate
    default:
      return Math.abs(estimate)
  }
}

/** The measures of a choice, furthest first; with a window that of the window, else those of the whole part. */
export function ranked({ measures }: Material, choice: Choice): Measure[] {
  const found = measures.filter((m) => fits(m, choice) && (m.at.window ?? WHOLE) === choice.window)
  return found.sort((a, b) => Number(a.estimate === null) - Number(b.estimate === null) || farness(b) - farness(a))
}

/** What tells the measures of one list apart. */
export function labelOf(m: Measure): string {
  const { feature, slice, of, control, class: one, threshold, bin, bound } = m.at
  const parts = [
    feature,
    slice,
    of === undefined ? undefined : detectorName(of),
    control === undefined ? undefined : `within ${control}`,
    one === undefined ? undefined : `class ${one}`,
    threshold === undefined ? undefined : `from ${threshold}`,
    bin === undefined ? undefined : `bin ${bin}`,
    bound === undefined ? undefined : bound === 'low' ? 'lower bound' : 'upper bound',
    m.reference === null || 'part' in m.reference ? undefined : `against ${referenceText(m.reference)}`
  ].filter((part) => part !== undefined)
  return parts.join(', ') || groupValues(m.group)
}

/** One line over the windows for each thing in the list, those that are furthest first; null where the metric is known in fewer than two windows. */
export function timelineOf({ measures }: Material, choice: Choice, title: string): Extract<Exhibit, { kind: 'curve' }> | null {
  const inWindows = measures.filter(
    (m) => fits(m, choice) && m.at.window !== undefined && (choice.feature === '' || m.at.feature === choice.feature)
  )
  const windows = distinct(inWindows.map((m) => m.at.window))
  if (distinct(inWindows.map((m) => (m.estimate === null ? undefined : m.at.window))).length < 2) return null
  const lines = [...grouping(inWindows, labelOf)].map(([name, of]) => {
    const at = new Map(of.map((m) => [m.at.window, m]))
    const take = (value: (m: Measure) => number | null): (number | null)[] =>
      windows.map((window) => {
        const m = at.get(window)
        return m === undefined ? null : value(m)
      })
    const bounded = of.some((m) => m.interval !== null)
    return {
      name,
      far: Math.max(...of.map(farness)),
      values: take((m) => m.estimate),
      low: bounded ? take((m) => m.interval?.low ?? null) : null,
      high: bounded ? take((m) => m.interval?.high ?? null) : null
    }
  })
  const series = lines.sort((a, b) => b.far - a.far).slice(0, MOST_LINES)
  return {
    kind: 'curve',
    id: `timeline ${choice.metric}`,
    assessment: measures[0]?.assessment ?? 'performance',
    title,
    at: {},
    group: inWindows[0]?.group ?? null,
    notes: lines.length > series.length ? [`The ${series.length} furthest of ${lines.length} are drawn.`] : [],
    x: { title: 'window', numbers: null, labels: windows },
    y: { title: METRICS[choice.metric].name },
    series: series.map(({ name, values, low, high }) => ({ name, values, low, high })),
    density: null,
    band: null,
    marks: []
  }
}

const MOST_LINES = 6

/** The report's own picture of a metric over the windows, with what the reference lets expect; null where it has none. */
export const courseOf = ({ exhibits }: Material, metric: MetricId): Extract<Exhibit, { kind: 'curve' }> | null =>
  exhibits
    .filter((exhibit) => exhibit.kind === 'curve')
    .find(({ x, y, at, group }) => x.labels !== null && y.title === METRICS[metric].name && at.feature === undefined && group === null) ??
  null

/** The pictures without those of other models than the chosen one; all of them where none is. */
export const picturesOf = ({ measures, exhibits }: Material, model: string): Material => ({
  measures,
  exhibits: model === '' ? exhibits : exhibits.filter(({ at }) => at.model === undefined || at.model === model)
})

/** The pictures about one feature, and those about none. */
export function exhibitsOf({ exhibits }: Material, { feature, group }: Choice): { ofFeature: Exhibit[]; ofAll: Exhibit[] } {
  const about = exhibits.filter((e) => e.group === null || group === EVERYBODY || groupText(e.group) === group)
  return {
    ofFeature: about.filter((e) => e.at.feature !== undefined && e.at.feature === feature),
    ofAll: about.filter((e) => e.at.feature === undefined)
  }
}

/** The features that have pictures, in the report's order. */
export const featuresOf = ({ exhibits }: Material): string[] => distinct(exhibits.map(({ at }) => at.feature))
