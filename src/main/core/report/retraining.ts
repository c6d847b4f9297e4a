import type { Verdict } from '../../../shared/model/finding'
import type { Assessment, Measure } from '../../../shared/model/measure'
import { groupPath } from '../../../shared/model/measure-id'
import { figures, type View } from '../../../shared/reading/view'
import { VERDICT } from '../../../shared/words/words'
import type { Block, Cell } from './blocks'
import { cut, decimal, left, note, paragraph, subsection, table } from './build'
import { criterionOf } from './drift/drift-view'
import { subjectOf } from './drift/words'

/** A trigger of retraining: a criterion on drift or performance that is not met or crossed, and the windows in which it is. */
type Trigger = { measure: Measure; verdict: Verdict; since: string }

/** What is watched for retraining, and the windows of each assessment in order of time. */
type Watching = { measures: readonly Measure[]; windows: Partial<Record<Assessment, readonly string[]>> }

const WATCHED: readonly Assessment[] = ['performance', 'drift']

function watchOf({ report }: View): Watching {
  const windows = WATCHED.map((assessment) => {
    const curve = report.exhibits.find((one) => one.kind === 'curve' && one.assessment === assessment && one.at.window === undefined)
    return [assessment, curve?.kind === 'curve' ? (curve.x.labels ?? []) : []] as const
  })
  return { measures: report.measures.filter(({ assessment }) => WATCHED.includes(assessment)), windows: Object.fromEntries(windows) }
}

type Judged = { measure: Measure; verdict: Verdict }

/** Which triggers fired, since when, on what evidence. */
export function retrainingRegister(view: View): Block[] {
  const watching = watchOf(view)
  const judged = watching.measures.flatMap((measure) => view.verdicts(measure.id).map((verdict): Judged => ({ measure, verdict })))
  if (judged.length === 0) return []
  const whole = judged.filter(({ measure }) => measure.at.window === undefined)
  const watched = [...bySeries(judged.filter(({ measure }) => measure.at.window !== undefined)).values()]
  const triggers = [
    ...whole.filter(({ verdict }) => fires(verdict)).map((one): Trigger => ({ ...one, since: runOf(windowsLike(watching, one)) })),
    ...watched.flatMap((series) => lastCrossing(watching, series))
  ]
  const heading = subsection('Retraining: which triggers fired?')
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
        triggers.map((trigger) => rowOf(view, trigger)),
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

function rowOf(view: View, { measure, verdict, since }: Trigger): Cell[] {
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

const seriesKey = ({ assessment, metric, group, reference, at }: Measure): string =>
  JSON.stringify([assessment, metric, groupPath(group), reference, { ...at, window: undefined }])

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
function inOrder(watching: Watching, measures: readonly Measure[]): Measure[] {
  const place = ({ assessment, at }: Measure): number => watching.windows[assessment]?.indexOf(at.window ?? '') ?? 0
  return [...measures].sort((a, b) => place(a) - place(b))
}

type Run = { measures: Measure[]; crosses: (measure: Measure) => boolean }

const windowsLike = (watching: Watching, { measure, verdict }: Judged): Run => ({
  measures: inOrder(
    watching,
    watching.measures.filter((one) => one.at.window !== undefined && seriesKey(one) === seriesKey(measure))
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
function lastCrossing(watching: Watching, series: readonly Judged[]): Trigger[] {
  const ordered = inOrder(
    watching,
    series.map(({ measure }) => measure)
  )
  const [first] = series
  if (first === undefined) return []
  const crosses = (measure: Measure): boolean => series.some((one) => one.measure === measure && fires(one.verdict))
  const at = ordered.findLast(crosses)
  const found = series.find(({ measure }) => measure === at)
  return found === undefined ? [] : [{ ...found, since: runOf({ measures: ordered, crosses }) }]
}
