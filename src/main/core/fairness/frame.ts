import type { Plan } from '../../../shared/model/plan'
import type { Attribute } from './attribute'
import { attributeOf } from './attribute'
import { binaryOf } from './binary'
import type { FairnessInput } from './input'
import type { Term } from './kernels'
import { numbersOf } from './loaded'
import { attributesOf, isRegression, useNamed, useWith } from './roles'

/** The rows of a part as the assessment sees them: aligned columns, 0 unknown, outcomes 0/1/2 (2 missing). */
export type Frame = {
  rows: number
  attributes: ReadonlyMap<string, Attribute>
  decision: Term | null
  label: Term | null
}

const groupedNames = (plan: Plan): string[] => [...new Set([...attributesOf(plan), ...plan.groups.crossings.flat(), ...plan.groups.controls])]

export function frameOf(input: FairnessInput): Frame {
  const { plan } = input
  const label = useWith(plan, 'label')
  return {
    rows: input.rows,
    attributes: new Map(groupedNames(plan).map((name) => [name, attributeOf(input, useNamed(plan, name))])),
    decision: decisionOf(input),
    label: label === undefined || isRegression(plan) ? null : binaryOf(input, label)
  }
}

const IDENTITY = Uint32Array.of(0, 1, 2)

/** The decision column, or what follows from the score. */
function decisionOf(input: FairnessInput): Term | null {
  const { plan } = input
  const use = useWith(plan, 'decision')
  if (use !== undefined) return binaryOf(input, use)
  const rule = plan.assessments.fairness?.decide
  const score = useWith(plan, 'score')
  if (rule === undefined || score === undefined) return null
  const { numbers } = numbersOf(input, score.name)
  const [least, most] = [rule.score_at_least ?? -Infinity, rule.score_at_most ?? Infinity]
  const codes = new Uint8Array(numbers.length)
  for (let row = 0; row < numbers.length; row++) {
    const number = numbers[row]!
    codes[row] = number !== number ? 2 : number >= least && number <= most ? 1 : 0
  }
  return { codes, map: IDENTITY }
}
