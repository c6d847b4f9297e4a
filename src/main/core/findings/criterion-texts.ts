import type { Verdict } from '../../../shared/model/finding'
import type { Criterion } from '../../../shared/model/plan'
import { METRICS } from '../../../shared/model/metrics'
import type { Estimate } from '../stats/estimate'
import { decimalsFor, edgeText, figure, subjectText, valueText, wholeNumber } from './figures'

export type Case = { verdict: Verdict; estimate: Estimate | undefined }

export const NOT_ESTABLISHED = 'Not established by this analysis.'

const edges = ({ threshold: { atLeast, atMost } }: Verdict): number[] => [atLeast, atMost].filter((edge) => edge !== null)

/** `at least 0.8`, `at most 0.05`, `between 0.8 and 1.25`. */
export function thresholdText({ threshold, metric }: Criterion): string {
  const spec = METRICS[metric]
  const [low, high] = [threshold.at_least, threshold.at_most]
  if (low !== undefined && high !== undefined) return `between ${edgeText(low, spec)} and ${edgeText(high, spec)}`
  return low !== undefined ? `at least ${edgeText(low, spec)}` : `at most ${edgeText(high ?? 0, spec)}`
}

/** The gravest case with its figure, as a sentence that stands alone; how many others share its outcome. */
export function titleText(criterion: Criterion, cases: readonly Case[], otherwise: string, headline: string): string {
  const worst = gravest(criterion, cases)
  if (worst === undefined || worst.measure.estimate === null) return `${otherwise} ${thresholdText(criterion)}: ${headline}`
  const spec = METRICS[criterion.metric]
  const value = figure(worst.measure.estimate, spec, decimalsFor(worst.measure, thresholds(criterion)))
  const others = cases.length > 1 ? `; so ${cases.length === 2 ? 'is 1 other' : `are ${cases.length - 1} others`}` : ''
  return `${subjectText(worst.measure)} is ${value}, threshold ${thresholdText(criterion)}: ${headline}${others}`
}

const thresholds = ({ threshold }: Criterion): number[] => [threshold.at_least, threshold.at_most].filter((edge) => edge !== undefined)

/** Farthest beyond the threshold, or nearest to it. */
function gravest({ threshold: { at_least, at_most } }: Criterion, cases: readonly Case[]): Estimate | undefined {
  const beyond = ({ measure: { estimate } }: Estimate): number =>
    estimate === null ? -Infinity : Math.max((at_least ?? -Infinity) - estimate, estimate - (at_most ?? Infinity))
  return cases.flatMap(({ estimate }) => (estimate ? [estimate] : [])).sort((a, b) => beyond(b) - beyond(a))[0]
}

/** What was asked, by which rule, and how it decides. */
export function criterionText(criterion: Criterion, { primary, decides }: Verdict): string {
  const how = decides === 'point' ? 'by the observed value' : 'by the whole interval'
  const why = criterion.rationale === undefined ? '' : ` Rationale: ${sentence(criterion.rationale)}`
  return `${criterion.id}: ${METRICS[criterion.metric].name} ${thresholdText(criterion)}; ${primary ? 'primary' : 'exploratory'}, decided ${how}. Rule: ${sentence(criterion.rule)}${why}`
}

const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`)

const REASON: Record<NonNullable<Verdict['reason']>, string> = {
  'interval-holds-threshold': 'the interval holds the threshold, so these data cannot tell on which side of it the true value lies',
  undefined: 'the measure is not defined on these data',
  'below-minimum-size': 'the group is under the minimum size of the plan',
  unknowns: 'the interval satisfies the criterion, but the bounds over the unknown values do not',
  'few-clusters': 'a compared group has fewer than 30 clusters',
  'no-interval': 'there is no valid interval for this measure on these data',
  'monte-carlo': 'the verdict would turn on the random draw of the resampling',
  assumed: 'the estimate rests on an assumption that these data cannot test'
}

function judgement({ observed, verdict, reason, decides }: Verdict): string {
  const crossing = { crossed: 'the threshold is crossed', 'not-crossed': 'the threshold is not crossed', undefined: 'no observed value' }[
    observed
  ]
  if (verdict === 'insufficient') return `${crossing}; insufficient: ${REASON[reason ?? 'interval-holds-threshold']}`
  if (decides === 'point') return `observed: ${crossing}`
  return `${crossing} and the whole interval ${verdict === 'fail' ? 'violates' : 'satisfies'} the criterion`
}

/** One sentence on one measure. */
export function caseText({ verdict, estimate }: Case): string {
  if (estimate === undefined) return `Nothing could be judged; insufficient: ${REASON[verdict.reason ?? 'undefined']}.`
  return `${subjectText(estimate.measure)}: ${valueText(estimate.measure, edges(verdict))}; ${judgement(verdict)}.`
}

/** Favourable decisions between the observed rate and the floor, where the criterion is a floor on a ratio of selection rates. */
function missing({ verdict, estimate }: Case): string | undefined {
  const floor = verdict.threshold.atLeast
  if (estimate?.measure.metric !== 'selection_rate_ratio' || estimate.rates === undefined || floor === null) return undefined
  const { group, reference } = estimate.rates
  const rows = Math.ceil((floor * reference.p - group.p) * group.n - 1e-9)
  return rows > 0 ? `${wholeNumber(rows)} of ${wholeNumber(estimate.measure.n.group)} rows` : undefined
}

/** What it comes to, in the measure's own terms; no forecast and no cause. */
export function effectText(cases: readonly Case[]): string {
  const rows = cases.flatMap((found) => missing(found) ?? [])
  if (rows.length > 0)
    return `At the reference's observed rate, the threshold would have been reached with more favourable decisions for the group: ${rows.join('; ')}. This counts observed decisions; it is no forecast.`
  if (cases.some(({ verdict }) => verdict.observed === 'crossed')) return 'The observed value lies beyond the threshold that the plan sets.'
  return 'It is not shown on this evidence that the criterion is met; it does not count as met.'
}

function moreRows({ verdict, estimate }: Case): string | undefined {
  if (estimate === undefined) return undefined
  if (verdict.reason === 'unknowns') return `${subjectText(estimate.measure)}: fewer unknown values decide it, not more rows.`
  if (verdict.power === null) return undefined
  const { passingValue, neededN } = verdict.power
  const spec = METRICS[estimate.measure.metric]
  const passing = passingValue === null ? 'no true value would' : `a true value of ${figure(passingValue, spec, 3)} would`
  const rows = neededN === null ? '' : `; at the observed rates the group would need ${wholeNumber(neededN)} rows`
  return `${subjectText(estimate.measure)}: with these numbers of rows ${passing} pass with 80\u202f% power${rows}.`
}

/** What to do next; where evidence is short, how much more it takes. */
export function recommendationText(cases: readonly Case[], failed: boolean): string {
  if (failed)
    return 'Establish what in the model, the data or the process goes with the difference; decide and record whether the use continues meanwhile; test again with the same plan on later data.'
  const more = cases.flatMap((found) => moreRows(found) ?? [])
  return ['Obtain more evidence before relying on this criterion, or record why the use continues without it.', ...more].join(' ')
}
