import type { FindingDraft } from '../../../shared/model/finding'
import { METRICS } from '../../../shared/model/metrics'
import { detectorName } from '../../../shared/words/detectors'
import type { Estimate } from '../stats/estimate'
import { isTelling, type Detected } from './change-points'
import type { ErrorStream } from './error-stream'
import type { PerformanceInput } from './input'
import { whenOf } from './moments'
import { namesOf, screenWindows, type Screened, type Watched } from './watched'

const NOT_ESTABLISHED = 'Not established by this analysis.'

/** Windows outside what the reference lets expect, and changes that detectors saw. */
export function performanceFindings(
  input: PerformanceInput,
  watched: readonly Watched[],
  detected: readonly Detected[],
  stream: ErrorStream | null,
  estimates: readonly Estimate[]
): FindingDraft[] {
  return [...outside(watched, input.plan.level, estimates), ...changed(input, detected, stream, estimates), ...young(input)]
}

/** Windows that lie outside by more than the number of windows and measures lets expect: where nothing changes, one in twenty is outside its range. */
function outside(watched: readonly Watched[], level: number, estimates: readonly Estimate[]): FindingDraft[] {
  const screened = screenWindows(watched)
  const found = watched.flatMap((one) => {
    const places = screened.filter((window) => window.one === one && window.adjusted <= 1 - level).map(({ at }) => at)
    return places.length === 0 ? [] : [{ one, places }]
  })
  if (found.length === 0) return []
  const metrics = new Set<string>(found.map(({ one }) => one.metric))
  return [
    {
      key: 'performance-outside-expected',
      severity: 'moderate',
      kind: 'data',
      title: `Performance outside the range that the reference lets expect, by ${found.length} ${found.length === 1 ? 'measure' : 'measures'}`,
      condition: `Windows that differ after Benjamini and Hochberg's adjustment over ${screened.length} windows of ${heldAgainst(screened)}. ${found
        .map(({ one, places }) => `${METRICS[one.metric].name}: ${namesOf(one.windows, places)}.`)
        .join(' ')}`,
      criterion: 'A window of the part is like one further window of the reference.',
      cause: NOT_ESTABLISHED,
      effect: 'What was found when the model was validated may no longer hold for these windows.',
      recommendation:
        'Look for what changed at that time in the population, in the recording or in the policy; validate the model on recent rows.',
      evidence: estimates
        .filter(({ measure: { metric, at } }) => metric === 'windows_outside_expected' && metrics.has(at.of ?? ''))
        .map(({ measure }) => measure.id)
    }
  ]
}

const heldAgainst = (screened: readonly Screened[]): string => {
  const n = new Set(screened.map(({ one }) => one)).size
  return n === 1 ? 'one measure' : `${n} measures`
}

/** Detectors that fire no more often than where nothing changes stand in the table alone. */
function changed(
  input: PerformanceInput,
  detected: readonly Detected[],
  stream: ErrorStream | null,
  estimates: readonly Estimate[]
): FindingDraft[] {
  const found = detected.filter(isTelling)
  if (found.length === 0 || stream === null) return []
  const said = found.map(({ detector, rows, falseAlarms }) => {
    const when = rows.slice(0, 6).map((row) => whenOf(input.current, row))
    const others = rows.length > 6 ? ` and ${rows.length - 6} more` : ''
    return `${detectorName(detector.name)} at ${when.join(', ')}${others} (${alarmText(falseAlarms)}).`
  })
  return [
    {
      key: 'errors-change',
      severity: 'moderate',
      kind: 'data',
      title: 'Detectors of change fire on the stream of errors',
      condition: said.join(' '),
      criterion: 'A detector fires far more often than on a stream in which nothing changes.',
      cause: NOT_ESTABLISHED,
      effect: 'The relation between features and outcome, or the rows that have an outcome, may have changed at these times.',
      recommendation: 'Compare the windows before and after these dates before the model is used further.',
      evidence: estimates
        .filter(({ measure: { metric, at } }) => metric === 'change_points' && found.some(({ detector }) => detector.name === at.of))
        .map(({ measure }) => measure.id)
    }
  ]
}

function alarmText(falseAlarms: Detected['falseAlarms']): string {
  if (falseAlarms === 'too-many-rows') return 'false alarms not counted'
  const { alarms, values } = falseAlarms
  return alarms === 0
    ? `no false alarm in ${values} values in drawn order`
    : `one false alarm in ${Math.round(values / alarms)} values in drawn order`
}

function young({ current: { immature, windowed } }: PerformanceInput): FindingDraft[] {
  const windows = (immature ?? []).flatMap((rows, i) => (rows > 0 ? [windowed?.windows[i]?.name ?? ''] : []))
  if (windows.length === 0) return []
  return [
    {
      key: 'windows-immature',
      severity: 'low',
      kind: 'data',
      title: 'Windows whose outcomes are not all old enough',
      condition: `Some rows of ${windows.join(', ')} are younger than the maturity that the plan declares; their labels are left out.`,
      criterion: 'A window is comparable with others once all its labels are mature.',
      cause: 'The window ends less than the declared maturity before the log was read.',
      effect: 'Performance in these windows rests on their older rows only.',
      recommendation: 'Look at these windows again when their labels are mature.',
      evidence: []
    }
  ]
}
