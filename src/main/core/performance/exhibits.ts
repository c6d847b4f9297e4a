import type { Exhibit, ExhibitOf } from '../../../shared/model/exhibit'
import { METRICS } from '../../../shared/model/metrics'
import { detectorName } from '../../../shared/words/detectors'
import { decimalsOf, valueText } from '../../../shared/words/format'
import type { Estimate } from '../stats/estimate'
import { isTelling, type Detected } from './change-points'
import type { ErrorStream } from './error-stream'
import type { Range } from './expected-range'
import type { PerformanceInput } from './input'
import { whenOf, windowOf } from './moments'
import { namesOf, type Watched } from './watched'
import { byWindow } from './relocate'

const about = (
  { current: { part } }: PerformanceInput,
  id: string,
  title: string,
  notes: string[]
): Omit<ExhibitOf<'table'>, 'kind' | 'columns' | 'rows'> => ({
  id: `performance/${id}/part=${part}`,
  assessment: 'performance',
  title,
  at: { part },
  group: null,
  notes
})

/** A curve a metric over the windows, with the expected range and the change points; the list of change points. */
export function performanceExhibits(
  input: PerformanceInput,
  watched: readonly Watched[],
  detected: readonly Detected[],
  stream: ErrorStream | null,
  estimates: readonly Estimate[]
): Exhibit[] {
  const curves =
    watched.length === 0 || (watched[0]?.windows.length ?? 0) === 0 ? [] : watched.map((one) => curve(input, one, detected, estimates))
  return [...curves, ...(stream === null ? [] : [changes(input, detected, stream)])]
}

/** Estimates without labels stand beside those that they stand for. */
const WITHOUT_LABELS: Partial<Record<Watched['metric'], Watched['metric']>> = {
  accuracy: 'cbpe_accuracy',
  ppv: 'cbpe_ppv',
  tpr: 'cbpe_tpr',
  f1: 'cbpe_f1',
  auc: 'cbpe_auc'
}

function curve(input: PerformanceInput, one: Watched, detected: readonly Detected[], estimates: readonly Estimate[]): Exhibit {
  const { metric, windows, values, expected, nannyml, short } = one
  const assumed = WITHOUT_LABELS[metric]
  const series = [
    line(METRICS[metric].name, values),
    ...(assumed === undefined ? [] : [line(METRICS[assumed].name, byWindow(estimates, assumed, windows))].filter(hasValues))
  ]
  const notes = [
    ...(expected === null ? [] : [`Expected of a further window like those of the reference: ${rangeText(metric, expected)}.`]),
    ...(expected === null || short.size === 0
      ? []
      : [`Not held against it, with under half the rows that windows of the reference have: ${namesOf(windows, [...short])}.`]),
    ...(nannyml === null ? [] : [`NannyML's thresholds: ${rangeText(metric, nannyml)}.`])
  ]
  return {
    kind: 'curve',
    ...about(input, `${metric}`, `${METRICS[metric].name} by window`, notes),
    x: { title: 'Window', numbers: null, labels: windows.map(({ name }) => name) },
    y: { title: METRICS[metric].name },
    series,
    density: null,
    band: expected === null ? null : { low: finite(expected.low), high: finite(expected.high), label: 'expected from the reference' },
    marks: changesByWindow(input, detected)
  }
}

/** With as many digits as the range allows, as intervals are printed. */
function rangeText(metric: Watched['metric'], { low, high }: Range): string {
  const { unit } = METRICS[metric]
  const decimals = decimalsOf(unit, [], low, high)
  return `${valueText(low, unit, decimals)} to ${valueText(high, unit, decimals)}`
}

/** As many labels as stand beside each other. */
const MOST_LABELS = 3

/** One mark a window in which detectors fired that tell something, with their names and the first date; of many windows only the first is named. */
function changesByWindow(input: PerformanceInput, detected: readonly Detected[]): ExhibitOf<'curve'>['marks'] {
  const found = detected
    .filter(isTelling)
    .flatMap(({ detector, rows }) => rows.map((row) => ({ at: windowOf(input.current, row), when: whenOf(input.current, row), detector })))
    .filter(({ at }) => at >= 0)
  const places = [...new Set(found.map(({ at }) => at))].sort((a, b) => a - b)
  return places.map((at, i) => {
    const own = found.filter((one) => one.at === at)
    const names = [...new Set(own.map(({ detector }) => detectorName(detector.name)))]
    const first = own.reduce((least, { when }) => (when < least ? when : least), own[0]!.when)
    const said = `${names.length > 2 ? `${names.length} detectors` : names.join(', ')} ${first}`
    return { at, label: i === 0 || places.length <= MOST_LABELS ? said : '' }
  })
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null)

type Line = ExhibitOf<'curve'>['series'][number]

const line = (name: string, values: readonly (Estimate | null)[]): Line => ({
  name,
  values: values.map((value) => value?.measure.estimate ?? null),
  low: values.map((value) => value?.measure.interval?.low ?? null),
  high: values.map((value) => value?.measure.interval?.high ?? null)
})

const hasValues = ({ values }: Line): boolean => values.some((value) => value !== null)

const MOST_CHANGES = 200

function changes(input: PerformanceInput, detected: readonly Detected[], stream: ErrorStream): Exhibit {
  const right = (title: string): ExhibitOf<'table'>['columns'][number] => ({ title, align: 'right' })
  const left = (title: string): ExhibitOf<'table'>['columns'][number] => ({ title, align: 'left' })
  const rows = detected.flatMap(({ detector, rows }) =>
    rows.slice(0, MOST_CHANGES).map((row) => {
      const window = input.current.windowed?.windows[windowOf(input.current, row)]?.name ?? ''
      return [detectorName(detector.name), detector.parameters, row + 1, whenOf(input.current, row), window]
    })
  )
  const what = {
    errors: 'decisions that differ from the label',
    'squared-errors': 'squared distances of probability and label',
    residuals: 'sizes of residuals'
  }[stream.of]
  const order = input.current.time === null ? 'in the order of the file' : 'in order of time'
  return {
    kind: 'table',
    ...about(input, 'change-points', 'Change points', [`The detectors watched ${stream.losses.length} ${what}, ${order}.`]),
    columns: [left('Detector'), left('Parameters'), right('Row'), left('When'), left('Window')],
    rows
  }
}
