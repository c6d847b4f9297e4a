import type { FindingDraft } from '../../../shared/model/finding'
import type { Measure } from '../../../shared/model/measure'
import { groupPath } from '../../../shared/model/measure-id'
import { METRICS } from '../../../shared/model/metrics'
import { figureTexts } from '../../../shared/words/figure-texts'
import { count, counted, listed, percent, probability } from '../../../shared/words/format'
import { groupText } from '../../../shared/words/words'
import type { Estimate } from '../stats/estimate'
import type { Pair, Panel } from './input'

/** Rows that a model does not judge: nothing is compared there. */
export function unjudgedRows({ asked, part, unjudged }: Panel, compared: string): FindingDraft[] {
  const left = [asked.champion, ...asked.challengers.map(({ name }) => name)].flatMap((name, at) =>
    unjudged[at]! > 0 ? [`${name}: ${count(unjudged[at]!)} rows without a decision or score.`] : []
  )
  if (left.length === 0) return []
  return [
    {
      key: 'comparison-rows',
      severity: 'low',
      kind: 'data',
      title: 'Models are compared on a part of the rows',
      condition: [...left, `Compared are the ${count(part.rows)} rows that all models judge.`].join(' '),
      criterion: 'Models are compared on the same rows.',
      cause: 'The log, or the features of a model file, lack values there.',
      effect: 'What holds for the rows compared need not hold for the others.',
      recommendation:
        'Find out why these rows were not judged and whether they differ from the others; complete the log where that is possible.',
      evidence: [compared]
    }
  ]
}

/** What a challenger does better, and whose gaps it narrows. */
export function challengerFindings(pair: Pair, estimates: readonly Estimate[], figures: readonly Estimate[]): FindingDraft[] {
  const alpha = 1 - pair.plan.level
  const sure = estimates.map(({ measure }) => measure).filter(({ test }) => test !== null && test.adjusted <= alpha)
  const whole = sure.filter(({ group }) => group === null)
  const narrower = sure.filter((m) => m.metric === 'gap_change' && narrows(m, figures, pair))
  return [
    ...doesBetter(
      pair,
      whole.filter((m) => improves(m) === 1)
    ),
    ...narrowsGaps(pair, narrower, {
      worse: whole.filter((m) => improves(m) === -1),
      judged: estimates.some(({ measure }) => measure.test !== null && measure.group === null && isOfOutcomes(measure))
    })
  ]
}

/** Of all outcomes: whoever selects more has more true positives and more false ones. */
const OF_ALL_OUTCOMES: readonly string[] = ['accuracy', 'auc', 'brier', 'log_loss', 'mae']

const baseOf = ({ metric }: Measure): keyof typeof METRICS => metric.replace(/_difference$/, '') as keyof typeof METRICS

const isOfOutcomes = (measure: Measure): boolean => OF_ALL_OUTCOMES.includes(baseOf(measure))

/** 1 where the difference is for the better, −1 for the worse, 0 where the metric is half of a bargain. */
function improves(measure: Measure): number {
  if (!isOfOutcomes(measure)) return 0
  const sign = Math.sign(measure.estimate ?? 0)
  const { toward } = METRICS[baseOf(measure)]
  return toward === 'high' ? sign : toward === 'low' ? -sign : 0
}

const ruleOf = (pair: Pair, what: string, measures: readonly Measure[]): string =>
  `${what}; two-sided, after Holm's adjustment over ${measures[0]?.test?.m ?? 0}, at ${percent(1 - pair.plan.level, 0)}.`

const saidOf = (measure: Measure): string => {
  const { estimate, interval } = figureTexts(measure)
  return `${estimate} (${interval}), p ${probability(measure.test?.adjusted ?? 1)}`
}

const baseName = (measure: Measure): string => METRICS[baseOf(measure)].name

function doesBetter(pair: Pair, better: readonly Measure[]): FindingDraft[] {
  if (better.length === 0) return []
  const { asked, against } = pair
  return [
    {
      key: `comparison-better-${against.name}`,
      severity: 'moderate',
      kind: 'data',
      title: `${against.name} does better than ${asked.champion} on the same rows`,
      condition: better.map((m) => `${baseName(m)}: ${saidOf(m)}.`).join(' '),
      criterion: ruleOf(pair, 'No other model does better on the same rows', better),
      cause: 'Not established by this analysis.',
      effect: 'What the audited model gets wrong, another model gets right: its errors are not all in the nature of the matter.',
      recommendation:
        'State why the audited model is kept, or plan its replacement; hold both against outcomes that neither was fitted to.',
      evidence: better.map(({ id }) => id)
    }
  ]
}

/** Whether the group lies closer to its reference under the challenger. */
function narrows({ group, reference, at: { of }, estimate }: Measure, figures: readonly Estimate[], { asked }: Pair): boolean {
  const before = figures.find(
    ({ measure: m }) =>
      m.metric === `${of}_difference` &&
      m.at.model === asked.champion &&
      groupPath(m.group) === groupPath(group) &&
      JSON.stringify(m.reference) === JSON.stringify(reference)
  )?.measure.estimate
  return before != null && estimate !== null && Math.abs(before + estimate) < Math.abs(before)
}

/** What the smaller gaps cost among all rows. `judged`: how well both predict could be compared. */
type Cost = { worse: readonly Measure[]; judged: boolean }

function narrowsGaps(pair: Pair, narrower: readonly Measure[], { worse, judged }: Cost): FindingDraft[] {
  const ofSelection = narrower.filter(({ at: { of } }) => of === 'selection_rate')
  if (ofSelection.length === 0) return []
  const { asked, against } = pair
  const cost = !judged
    ? 'How well both predict is not compared: outcomes that say so are not known.'
    : worse.length === 0
      ? 'No figure of all rows is shown to be worse.'
      : `It is worse in ${listed(worse.map((m) => `${baseName(m).toLowerCase()}, ${saidOf(m)}`))}.`
  return [
    {
      key: `comparison-gaps-${against.name}`,
      severity: worse.length === 0 ? 'moderate' : 'low',
      kind: 'data',
      title: `With ${against.name}, ${counted(ofSelection.length, 'group')} ${ofSelection.length === 1 ? 'lies' : 'lie'} closer to the reference than with ${asked.champion}`,
      condition: `${ofSelection.map((m) => `${groupText(m.group)}: the gap in selection changes by ${saidOf(m)}.`).join(' ')} ${cost}`,
      criterion: ruleOf(pair, 'No other model serves the purpose with smaller gaps', ofSelection),
      cause: 'Not established by this analysis.',
      effect:
        'Where a model with smaller gaps serves the purpose as well, keeping the wider ones needs a stated reason; which law asks for it depends on the use.',
      recommendation: 'Weigh both models in writing: what each achieves, for whom, and why the one that is kept is kept.',
      evidence: [...ofSelection, ...worse].map(({ id }) => id)
    }
  ]
}
