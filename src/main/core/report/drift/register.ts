import type { Measure } from '../../../../shared/model/measure'
import type { Verdict } from '../../../../shared/model/finding'
import { figures } from '../../../../shared/reading/view'
import { subjectOf } from './words'
import { VERDICT } from '../../../../shared/words/words'
import type { Block, Cell } from '../blocks'
import { cut, decimal, left, note, paragraph, table, topic } from '../build'
import { criterionOf, type DriftView } from './drift-view'

/** A trigger of retraining: a criterion of this section that is not met, or crossed, and since which window. */
type Trigger = { measure: Measure; verdict: Verdict; since: string }

/** Which triggers fired, since when, on what evidence. */
export function retrainingRegister(drift: DriftView): Block[] {
  const { view } = drift
  const judged = drift.measures.filter(({ id, at }) => view.verdicts(id).length > 0 && at.window === undefined)
  if (judged.length === 0) return []
  const triggers = judged.flatMap((measure) =>
    view
      .verdicts(measure.id)
      .filter(({ verdict, observed }) => verdict === 'fail' || observed === 'crossed')
      .map((verdict): Trigger => ({ measure, verdict, since: sinceWhen(drift, measure, verdict) }))
  )
  const heading = topic('Which triggers of retraining fired?')
  if (triggers.length === 0) return [heading, paragraph(`None of ${judged.length} watched figures crosses its threshold.`)]
  const rows = triggers.map(({ measure, verdict, since }): Cell[] => {
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
  })
  const columns = [
    left('Trigger', 1.4),
    left('Figure', 2),
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
    cut(table('Retraining register', columns, rows, { wide: true }), 40),
    note(
      'Since: the first window of the unbroken run, up to the last, in which the observed figure crosses the threshold; a dash where the plan has no windows or the last window does not cross it.'
    )
  ]
}

/** First window of the run that reaches to the last one and crosses the threshold by its estimates. */
function sinceWhen({ measures, view }: DriftView, measure: Measure, { threshold }: Verdict): string {
  const order = windowOrder(view.report.exhibits.find(({ kind, assessment }) => kind === 'curve' && assessment === 'drift'))
  const same = measures.filter(
    ({ metric, group, at }) =>
      metric === measure.metric &&
      at.feature === measure.at.feature &&
      at.window !== undefined &&
      JSON.stringify(group) === JSON.stringify(measure.group)
  )
  const ordered = [...same].sort((a, b) => order.indexOf(a.at.window ?? '') - order.indexOf(b.at.window ?? ''))
  const crosses = ({ estimate }: Measure): boolean =>
    estimate !== null &&
    ((threshold.atMost !== null && estimate > threshold.atMost) || (threshold.atLeast !== null && estimate < threshold.atLeast))
  let since = '–'
  for (const one of ordered.reverse()) {
    if (!crosses(one)) break
    since = one.at.window ?? since
  }
  return since
}

const windowOrder = (exhibit: DriftView['view']['report']['exhibits'][number] | undefined): readonly string[] =>
  exhibit?.kind === 'curve' ? (exhibit.x.labels ?? []) : []
