import type { ExhibitOf } from '../../../../shared/model/exhibit'
import type { Measure } from '../../../../shared/model/measure'
import type { MetricId } from '../../../../shared/model/metrics'
import { figures, grouping, type View } from '../../../../shared/reading/view'
import { counted, listed, NONE, sentence } from '../../../../shared/words/format'
import { METRICS } from '../../../../shared/model/metrics'
import { remarkText, specOf, VERDICT } from '../../../../shared/words/words'
import type { Block, Cell, Table } from '../blocks'
import { cut, decimal, left, note, paragraph, right, subsection, table, topic } from '../build'
import { detectorTable } from './detector-table'
import { performanceTimelines, type Watched } from './timelines'

const MOST_ROWS = 60
const MOST_PANELS = 9
/** As many columns as the page has room for. */
const MOST_METRICS = 7

/** How well the part is predicted: as a whole, window by window, and where that changed. */
export function performanceResults(view: View): Block[] {
  const chosen = view.plan.assessments.performance
  const measures = view.report.measures.filter((m) => m.assessment === 'performance')
  if (chosen === undefined || measures.length === 0) return []
  const curves = view.report.exhibits.filter((one): one is ExhibitOf<'curve'> => one.kind === 'curve' && one.assessment === 'performance')
  const against = chosen.reference === undefined ? '' : ` against ${chosen.reference}`
  return [
    subsection(`Performance: ${chosen.part}${against}`),
    topic('How well does it do, and is that a change?'),
    wholeTable(view, measures),
    ...overTime(view, measures, curves),
    ...detectorTable(view, measures)
  ]
}

const isWhole = ({ at, reference }: Measure): boolean => at.window === undefined && at.of === undefined && reference === null

/** One line a metric: the value, and how it differs from the reference. */
function wholeTable(view: View, measures: readonly Measure[]): Table {
  const whole = measures.filter((m) => isWhole(m) && m.metric !== 'rows')
  const change = new Map<string, Measure>(measures.filter((m) => m.reference !== null).map((m) => [m.metric, m]))
  const rows = whole.map((m): Cell[] => {
    const own = figures(view, m)
    const differs = change.get(`${m.metric}_difference`)
    const moved = differs === undefined ? null : figures(view, differs)
    const [verdict] = [m, differs].flatMap((one) => (one === undefined ? [] : view.verdicts(one.id)))
    return [
      specOf(m).name,
      own.n,
      own.estimate,
      own.low,
      own.high,
      moved?.estimate ?? NONE,
      moved === null || differs?.interval === null ? NONE : moved.interval,
      verdict === undefined ? '' : { text: VERDICT[verdict.verdict], mark: verdict.verdict },
      [m, differs].flatMap((one) => (one === undefined ? [] : [view.evidence(one.id)])).join(', ')
    ]
  })
  const columns = [
    left('Measure', 2),
    right('n'),
    decimal('Value'),
    decimal('from'),
    decimal('to'),
    decimal('Change'),
    left('Interval of the change'),
    left('Criterion'),
    left('Evidence')
  ]
  return cut(table('Performance of all rows', columns, rows, { wide: true, notes: remarks(whole) }), MOST_ROWS)
}

function remarks(measures: readonly Measure[]): string[] {
  const said = grouping(
    measures.filter((m) => remarkText(m) !== ''),
    remarkText
  )
  return [...said].map(([why, of]) => `${[...new Set(of.map((m) => specOf(m).name))].join(', ')}: ${why}.`)
}

function overTime(view: View, measures: readonly Measure[], curves: readonly ExhibitOf<'curve'>[]): Block[] {
  if (curves.length === 0) return []
  const drawn = curves
    .map((curve): Watched => ({ curve, thresholds: thresholdsOf(view, measures, curve) }))
    .sort((a, b) => Number(b.thresholds.length > 0) - Number(a.thresholds.length > 0))
    .slice(0, MOST_PANELS)
  return [
    topic('Since when?'),
    ...(view.plan.assessments.performance?.reference === undefined ? [] : outsideText(measures)),
    performanceTimelines(drawn, 'Performance by window'),
    windowTable(view, measures, curves),
    ...outsideTable(view, measures),
    ...assumedNote(measures)
  ]
}

/** What criteria demand of a metric window by window. */
function thresholdsOf(view: View, measures: readonly Measure[], { y }: ExhibitOf<'curve'>): number[] {
  const own = measures.filter((m) => m.at.window !== undefined && METRICS[m.metric].name === y.title)
  const limits = own.flatMap(({ id }) => view.verdicts(id).flatMap(({ threshold }) => [threshold.atLeast, threshold.atMost]))
  return [...new Set(limits.filter((limit) => limit !== null))]
}

function windowTable(view: View, measures: readonly Measure[], curves: readonly ExhibitOf<'curve'>[]): Table {
  const windows = curves[0]?.x.labels ?? []
  const metrics = [...new Set(measures.filter((m) => m.at.window !== undefined && m.estimate !== null).map((m) => m.metric))].filter(
    (metric) => metric !== 'rows'
  )
  const found = new Map(measures.flatMap((m) => (m.at.window === undefined ? [] : [[`${m.metric}/${m.at.window}`, m] as const])))
  const isJudged = (metric: MetricId): boolean =>
    measures.some((m) => m.metric === metric && m.at.window !== undefined && view.verdicts(m.id).length > 0)
  const shown = [...metrics.filter(isJudged), ...metrics.filter((metric) => !isJudged(metric))].slice(0, MOST_METRICS)
  const rows = windows.map((window): Cell[] => {
    const n = found.get(`rows/${window}`)
    const cells = shown.map((metric): Cell => {
      const m = found.get(`${metric}/${window}`)
      if (m === undefined) return NONE
      const [verdict] = view.verdicts(m.id)
      const text = figures(view, m).estimate
      return verdict === undefined ? text : { text, mark: verdict.verdict }
    })
    return [window, n === undefined ? NONE : figures(view, n).estimate, ...cells]
  })
  const columns = [left('Window'), right('Rows'), ...shown.map((metric) => right(METRICS[metric].name))]
  const notes = [
    ...remarks(measures.filter((m) => m.at.window !== undefined)),
    ...(metrics.length > shown.length ? ['Further measures by window are in report.json.'] : [])
  ]
  return cut(table('Windows', columns, rows, { wide: true, notes }), MOST_ROWS)
}

const COUNTS = ['windows_outside_expected', 'windows_outside_nannyml'] as const

type Outside = { of: string; counts: (Measure | undefined)[] }

/** How many windows lie outside, a metric each; most first. */
function outsideCounts(measures: readonly Measure[]): Outside[] {
  const counted = measures.filter(({ metric, at }) => COUNTS.some((one) => one === metric) && at.of !== undefined)
  const found = [...grouping(counted, ({ at }) => at.of ?? '')].map(([of, own]): Outside => ({
    of,
    counts: COUNTS.map((metric) => own.find((m) => m.metric === metric))
  }))
  return found.sort((a, b) => (b.counts[0]?.estimate ?? 0) - (a.counts[0]?.estimate ?? 0))
}

/** The answer before the picture. */
function outsideText(measures: readonly Measure[]): Block[] {
  const found = outsideCounts(measures)
  if (found.length === 0) return [paragraph('The reference has too few windows to say what was to be expected.')]
  const beyond = found.filter(({ counts }) => (counts[0]?.estimate ?? 0) > 0)
  if (beyond.length === 0) return [paragraph('No window lies outside what the reference lets expect.')]
  const told = beyond.slice(0, 3).map(({ of, counts: [one] }) => `${metricWord(of)} (${one?.estimate ?? 0} of ${one?.n.group ?? 0})`)
  const rest = beyond.length > told.length ? `; ${counted(beyond.length - told.length, 'further measure')} in some` : ''
  return [paragraph(`Windows outside what the reference lets expect, most of them by ${listed(told)}${rest}.`)]
}

function outsideTable(view: View, measures: readonly Measure[]): Block[] {
  const rows = outsideCounts(measures).map(({ of, counts }): Cell[] => [
    sentence(metricName(of)),
    ...counts.map((m) => (m === undefined ? NONE : figures(view, m).estimate)),
    counts.flatMap((m) => (m === undefined ? [] : [view.evidence(m.id)])).join(', ')
  ])
  if (rows.length === 0) return []
  const columns = [left('Measure'), right('Outside the expected range'), right('Outside NannyML’s thresholds'), left('Evidence')]
  return [cut(table('How many windows lie outside', columns, rows), MOST_ROWS)]
}

const metricName = (id: string): string => Object.entries(METRICS).find(([key]) => key === id)?.[1].name ?? id.replaceAll('_', ' ')

/** A metric's name in the middle of a sentence; abbreviations keep their capitals. */
function metricWord(id: string): string {
  const name = metricName(id)
  return /^[A-Z][a-z]/.test(name) ? name.slice(0, 1).toLowerCase() + name.slice(1) : name
}

function assumedNote(measures: readonly Measure[]): Block[] {
  return measures.some((m) => m.metric.startsWith('cbpe_'))
    ? [
        note(
          'Figures estimated without labels assume that scores mean what they meant on the reference. Their intervals show sampling error only and are blind to concept drift; they never meet a criterion.'
        )
      ]
    : []
}
