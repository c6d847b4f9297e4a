import type { FindingDraft } from '../../../shared/model/finding'
import { withoutInterval } from '../stats/quantity'
import { nothing, type Output, type Topic } from './input'

/** How many logged scores the model file gives again: a count over the rows that were compared, not an estimate. */
export function reproductionTopic(topic: Topic): Output {
  const { reproduction } = topic
  if (reproduction === undefined || reproduction.compared === 0) return nothing()
  const parts = { n: { group: reproduction.compared, reference: null } }
  const { worst } = reproduction
  return {
    ...nothing(),
    found: [
      { metric: 'scores_reproduced', quantity: withoutInterval(reproduction.reproduced / reproduction.compared, 'census', parts) },
      {
        metric: 'largest_score_difference',
        quantity: withoutInterval(worst === null ? 0 : Math.abs(worst.logged - worst.computed), 'a-statistic', parts)
      }
    ],
    findings: reproduction.reproduced < reproduction.compared ? [finding(topic, reproduction)] : []
  }
}

/** Three decimals, rounded down: one row of a million must not vanish into 100.000 %. */
const percent = (part: number, whole: number): string => (Math.floor((part / whole) * 100_000) / 1000).toFixed(3)

function finding(
  { subject, plan }: Topic,
  { compared, reproduced, tolerance, decimals, worst }: NonNullable<Topic['reproduction']>
): FindingDraft {
  const precision = decimals === null ? '' : `, the log having ${decimals} decimals`
  const example =
    worst === null || plan.suppress_below !== undefined
      ? ''
      : ` The largest difference is in row ${worst.row + 1}: logged ${worst.logged}, computed ${worst.computed}.`
  return {
    key: 'model-does-not-reproduce',
    severity: 'high',
    kind: 'method',
    title: 'The model file does not give the logged scores',
    condition: `The file of ${subject.name} reproduces ${percent(reproduced, compared)} % of ${compared} logged scores within ${tolerance.toPrecision(2)} of max(1, |score|)${precision}.${example}`,
    criterion: 'The model under audit is the one that wrote the log: it gives every logged score again.',
    cause:
      'Not established by this analysis. Often: another version of the model or another number of rounds, features prepared differently, categories in another order, or scores adjusted after the model.',
    effect: 'What is said here of the model file need not hold for the scores that were used.',
    recommendation:
      'Ask the owner for the very file that wrote the log and for what was done to features and scores outside it; then run the audit again.',
    evidence: ['scores_reproduced', 'largest_score_difference']
  }
}
