import { binaryOf } from './binary'
import { decisionRule } from './decision-rule'
import { numbersOf } from './loaded'
import { maturedLabel } from './maturity'
import type { PlannedPart } from './planned-part'
import { isRegression, useWith } from './roles'
import { scoreColumnOf } from './score-column'
import type { Term } from './term'

/** Of each row: label and decision (0, 1, 2 missing), the score, higher more favourable, and where a number is predicted its outcome. */
export type Outcomes = {
  label: Uint8Array | null
  decision: Uint8Array | null
  ranking: Float64Array | null
  /** Probability of the favourable outcome, where the score is one. */
  probability: Float64Array | null
  outcome: Float64Array | null
  prediction: Float64Array | null
}

export function outcomesOf(input: PlannedPart): Outcomes {
  const { plan } = input
  const regression = isRegression(plan)
  const [labelUse, decisionUse] = [useWith(plan, 'label'), useWith(plan, 'decision')]
  const score = scoreColumnOf(input)
  const label = labelUse === undefined || regression ? null : perRow(maturedLabel(input, binaryOf(input, labelUse)).label, input.rows)
  return {
    label,
    decision: decisionUse === undefined || regression ? ruledDecision(input) : perRow(binaryOf(input, decisionUse), input.rows),
    ranking: score?.ranking ?? null,
    probability: score?.isProbability === true ? score.values : null,
    outcome: labelUse !== undefined && regression ? numbersOf(input, labelUse.name).numbers : null,
    prediction: regression ? (score?.values ?? null) : null
  }
}

function perRow({ codes, map }: Term, rows: number): Uint8Array {
  const values = new Uint8Array(rows)
  for (let row = 0; row < rows; row++) values[row] = map[codes[row]!]!
  return values
}

/** The decision that follows from the score as the file has it. */
function ruledDecision(input: PlannedPart): Uint8Array | null {
  const rule = decisionRule(input.plan)
  const use = useWith(input.plan, 'score')
  if (rule === undefined || use === undefined || isRegression(input.plan)) return null
  const [least, most] = [rule.score_at_least ?? -Infinity, rule.score_at_most ?? Infinity]
  const { numbers } = numbersOf(input, use.name)
  const decisions = new Uint8Array(numbers.length)
  for (let row = 0; row < numbers.length; row++) {
    const score = numbers[row]!
    decisions[row] = score !== score ? 2 : score >= least && score <= most ? 1 : 0
  }
  return decisions
}
