import type { ExhibitOf } from '../../../../shared/model/exhibit'
import type { Measure } from '../../../../shared/model/measure'
import type { MetricId } from '../../../../shared/model/metrics'
import { figures, grouping, type View } from '../../../../shared/reading/view'
import { NONE, sentence } from '../../../../shared/words/format'
import { METRICS } from '../../../../shared/model/metrics'
import { remarkText, specOf, VERDICT } from '../../../../shared/words/words'
import type { Block, Cell, Table } from '../blocks'
import { cut, decimal, left, note, paragraph, right, subsection, table, topic } from '../build'
import { detectorTable } from './detector-table'
import { performanceTimelines } from './timelines'

const MOST_ROWS = 60
const MOST_PANELS = 9

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
  const drawn = curves.slice(0, MOST_PANELS)
  return [
    topic('Since when?'),
    performanceTimelines(drawn, 'Performance by window'),
    windowTable(view, measures, curves),
    ...outsideText(view, measures),
    ...assumedNote(measures)
  ]
}

function windowTable(view: View, measures: readonly Measure[], curves: readonly ExhibitOf<'curve'>[]): Table {
  const windows = curves[0]?.x.labels ?? []
  const metrics = [...new Set(measures.filter((m) => m.at.window !== undefined && m.estimate !== null).map((m) => m.metric))].filter(
    (metric) => metric !== 'rows'
  )
  const found = new Map(measures.flatMap((m) => (m.at.window === undefined ? [] : [[`${m.metric}/${m.at.window}`, m] as const])))
  const shown = metrics.slice(0, 8)
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
  const columns = [left('Window', 1.2), right('Rows'), ...shown.map((metric) => right(METRICS[metric].name))]
  const notes = [
    ...remarks(measures.filter((m) => m.at.window !== undefined)),
    ...(metrics.length > shown.length ? ['Further measures by window are in report.json.'] : [])
  ]
  return cut(table('Windows', columns, rows, { wide: true, notes }), MOST_ROWS)
}

const COUNTS: readonly MetricId[] = ['windows_outside_expected', 'windows_outside_nannyml']

function outsideText(view: View, measures: readonly Measure[]): Block[] {
  const said = COUNTS.flatMap((metric) => {
    const found = measures.filter((m) => m.metric === metric)
    if (found.length === 0) return []
    const each = found.map((m) => `${metricWord(m.at.of ?? '')} ${figures(view, m).estimate} (${view.evidence(m.id)})`)
    return [`${sentence(METRICS[metric].name.toLowerCase()).replace('nannyml', 'NannyML')}: ${each.join(', ')}.`]
  })
  return said.length === 0 ? [] : [paragraph(said.join(' '))]
}

/** A metric's name in the middle of a sentence; abbreviations keep their capitals. */
function metricWord(id: string): string {
  const name = Object.entries(METRICS).find(([key]) => key === id)?.[1].name ?? id.replaceAll('_', ' ')
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
