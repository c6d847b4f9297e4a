import type { Attribute } from '../columns/attribute'
import { attributeOf } from '../columns/attribute'
import { binaryOf } from '../columns/binary'
import type { ClusterRows, Term } from './kernels'
import type { FairnessInput } from './input'
import { numbersOf } from '../columns/loaded'
import { maturedLabel } from '../columns/maturity'
import { repeatsOf } from './repeats'
import { isRegression, useNamed, useWith } from '../columns/roles'
import { groupedNames, isOneVersusRest } from './roles'
import type { ScoreColumn } from '../columns/score-column'
import { scoreColumnOf } from '../columns/score-column'
import type { RowWeights } from '../columns/row-weights'
import { rowWeightsOf } from '../columns/row-weights'

/** The rows of a part as the assessment sees them: aligned columns, 0 unknown, outcomes 0/1/2 (2 missing). */
export type Frame = {
  rows: number
  attributes: ReadonlyMap<string, Attribute>
  decision: Term | null
  label: Term | null
  /** Labels younger than the declared maturity, which count as missing */
  immature: number
  score: ScoreColumn | null
  /** Numeric outcomes, where a number is predicted */
  outcome: Float64Array | null
  weights: RowWeights | null
  /** Rows that belong together; null where every row stands alone */
  clusters: { column: string; rows: ClusterRows; repeats: boolean } | null
}

export function frameOf(input: FairnessInput): Frame {
  const { plan } = input
  const label = useWith(plan, 'label')
  const regression = isRegression(plan)
  const matured = label === undefined || regression || isOneVersusRest(plan, label) ? null : maturedLabel(input, binaryOf(input, label))
  return {
    rows: input.rows,
    attributes: new Map(groupedNames(plan).map((name) => [name, attributeOf(input, useNamed(plan, name))])),
    decision: decisionOf(input),
    label: matured?.label ?? null,
    immature: matured?.immature ?? 0,
    score: scoreColumnOf(input),
    outcome: label !== undefined && regression ? numbersOf(input, label.name).numbers : null,
    weights: rowWeightsOf(input),
    clusters: repeatsOf(input)
  }
}

const IDENTITY = Uint32Array.of(0, 1, 2)

/** The decision column, or what follows from the score. */
function decisionOf(input: FairnessInput): Term | null {
  const { plan } = input
  const use = useWith(plan, 'decision')
  if (use !== undefined) return isOneVersusRest(plan, use) ? null : binaryOf(input, use)
  const rule = plan.assessments.fairness?.decide
  const score = useWith(plan, 'score')
  if (rule === undefined || score === undefined) return null
  const { numbers } = numbersOf(input, score.name)
  return thresholded(numbers, (number) => number >= (rule.score_at_least ?? -Infinity) && number <= (rule.score_at_most ?? Infinity))
}

/** A number turned into an outcome; NaN is missing. */
export function thresholded(numbers: Float64Array, isFavourable: (number: number) => boolean): Term {
  const codes = new Uint8Array(numbers.length)
  for (let row = 0; row < numbers.length; row++) {
    const number = numbers[row]!
    codes[row] = number !== number ? 2 : isFavourable(number) ? 1 : 0
  }
  return { codes, map: IDENTITY }
}
