import type { Verdict } from '../../../../shared/model/finding'
import type { Measure } from '../../../../shared/model/measure'
import { groupPath } from '../../../../shared/model/measure-id'
import { figures } from '../../../../shared/reading/view'
import { VERDICT } from '../../../../shared/words/words'
import type { Block, Cell } from '../blocks'
import { cut, decimal, left, note, paragraph, table, topic } from '../build'
import { criterionOf, type DriftView } from './drift-view'
import { subjectOf } from './words'

/** A trigger of retraining: a criterion of this section that is not met or crossed, and the windows in which it is. */
type Trigger = { measure: Measure; verdict: Verdict; since: string }

type Judged = { measure: Measure; verdict: Verdict }

/** Which triggers fired, since when, on what evidence. */
export function retrainingRegister(drift: DriftView): Block[] {
  const judged = drift.measures.flatMap((measure) => drift.view.verdicts(measure.id).map((verdict): Judged => ({ measure, verdict })))
  if (judged.length === 0) return []
  const whole = judged.filter(({ measure }) => measure.at.window === undefined)
  const watched = [...bySeries(judged.filter(({ measure }) => measure.at.window !== undefined)).values()]
  const triggers = [
    ...whole.filter(({ verdict }) => fires(verdict)).map((one): Trigger => ({ ...one, since: runOf(windowsLike(drift, one)) })),
    ...watched.flatMap((series) => lastCrossing(drift, series))
  ]
  const heading = topic('Which triggers of retraining fired?')
  const figures_ = whole.length + watched.length
  if (triggers.length === 0) return [heading, paragraph(`None of ${figures_} watched figures crosses its threshold.`)]
  const columns = [
    left('Trigger', 1.4),
    left('Figure', 2.2),
    decimal('Value'),
    decimal('from'),
    decimal('to'),
    left('Criterion'),
    left('Severity'),
    left('Since', 1.2),
    left('Evidence')
  ]
  return [
    heading,
    cut(
      table(
        'Retraining register',
        columns,
        triggers.map((trigger) => rowOf(drift, trigger)),
        { wide: true }
      ),
      40
    ),
    note(
      'Since: the windows of the latest unbroken run in which the observed figure crosses the threshold; a dash where no window does, or the plan has none.'
    )
  ]
}

const fires = ({ verdict, observed }: Verdict): boolean => verdict === 'fail' || observed === 'crossed'

function rowOf({ view }: DriftView, { measure, verdict, since }: Trigger): Cell[] {
  const { estimate, low, high } = figures(view, measure)
  return [
    verdict.criterion,
    subjectOf(measure),
    estimate,
    low,
    high,
    { text: VERDICT[verdict.verdict], mark: verdict.verdict },
    criterionOf(view, verdict)?.severity ?? '',
    since,
    view.evidence(measure.id)
  ]
}

const seriesKey = ({ metric, group, reference, at }: Measure): string =>
  JSON.stringify([metric, groupPath(group), reference, { ...at, window: undefined }])

/** The judged windows of one figure and criterion. */
function bySeries(judged: readonly Judged[]): Map<string, Judged[]> {
  const series = new Map<string, Judged[]>()
  for (const one of judged) {
    const key = `${one.verdict.criterion} ${seriesKey(one.measure)}`
    series.set(key, [...(series.get(key) ?? []), one])
  }
  return series
}

/** Windows in order of time, as the pictures have them. */
function inOrder(drift: DriftView, measures: readonly Measure[]): Measure[] {
  const place = new Map(drift.windows.map((window, i) => [window, i]))
  return [...measures].sort((a, b) => (place.get(a.at.window ?? '') ?? 0) - (place.get(b.at.window ?? '') ?? 0))
}

type Run = { measures: Measure[]; crosses: (measure: Measure) => boolean }

const windowsLike = (drift: DriftView, { measure, verdict }: Judged): Run => ({
  measures: inOrder(
    drift,
    drift.measures.filter((one) => one.at.window !== undefined && seriesKey(one) === seriesKey(measure))
  ),
  crosses: crossing(verdict)
})

const crossing =
  ({ threshold: { atLeast, atMost } }: Verdict) =>
  ({ estimate }: Measure): boolean =>
    estimate !== null && ((atMost !== null && estimate > atMost) || (atLeast !== null && estimate < atLeast))

/** `2026-03` while it lasts, `2026-03 to 2026-05` where it ended. */
function runOf({ measures, crosses }: Run): string {
  const last = measures.findLastIndex(crosses)
  if (last < 0) return '–'
  let first = last
  while (first > 0 && crosses(measures[first - 1]!)) first--
  const name = (at: number): string => measures[at]?.at.window ?? ''
  return last === measures.length - 1 ? name(first) : first === last ? `${name(first)} only` : `${name(first)} to ${name(last)}`
}

/** Of a figure that is judged window by window: the latest window that crosses. */
function lastCrossing(drift: DriftView, series: readonly Judged[]): Trigger[] {
  const ordered = inOrder(
    drift,
    series.map(({ measure }) => measure)
  )
  const [first] = series
  if (first === undefined) return []
  const crosses = (measure: Measure): boolean => series.some((one) => one.measure === measure && fires(one.verdict))
  const at = ordered.findLast(crosses)
  const found = series.find(({ measure }) => measure === at)
  return found === undefined ? [] : [{ ...found, since: runOf({ measures: ordered, crosses }) }]
}
