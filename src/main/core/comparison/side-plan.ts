import type { Challenger } from '../../../shared/model/assessments/comparison'
import type { Role } from '../../../shared/model/dataset'
import type { MetricId } from '../../../shared/model/metrics'
import type { Plan } from '../../../shared/model/plan'
import { decisionRule } from '../columns/decision-rule'
import { useWith } from '../columns/roles'

const KEPT: readonly Role[] = ['protected', 'label', 'weight', 'cluster', 'id', 'time']

/** The column that holds a challenger's scores, computed where it is a model file. */
export const scoreColumnOf = ({ score, model }: Challenger): string | undefined =>
  score ?? (model === undefined ? undefined : `scores computed by ${model}`)

export type SideChoice = { plan: Plan; part: string; known: ReadonlySet<string> }

/** The plan under which the engine of group measures sees one model: the audited one, or a challenger in its place; labels, groups, weights and clusters are the same. */
export function sidePlan({ plan, part, known }: SideChoice, challenger: Challenger | null, metrics: readonly MetricId[]): Plan {
  const common = Object.entries(plan.columns).filter(([name, { role }]) => KEPT.includes(role) && known.has(name))
  const decide = ruleOf(plan, challenger)
  return {
    ...plan,
    columns: { ...Object.fromEntries(common), ...predictionsOf(plan, challenger) },
    groups: groupsCompared(plan),
    assessments: {
      fairness: {
        part,
        metrics: [...metrics],
        classes: 'favourable',
        show_intervals: [],
        replicates: 1000,
        ...(decide === undefined ? {} : { decide })
      }
    },
    criteria: [],
    packs: []
  }
}

/** Where small cells are masked only all rows are compared: figures of one group under two models would tell of those in which they differ. */
export const groupsCompared = ({ groups, suppress_below: below }: Plan): Plan['groups'] =>
  below === undefined
    ? { ...groups, controls: [], all_crossings: undefined }
    : { attributes: [], crossings: [], reference: {}, controls: [] }

type Rule = ReturnType<typeof decisionRule>

const ruleOf = (plan: Plan, challenger: Challenger | null): Rule =>
  challenger?.decide ?? (challenger?.decision === undefined ? unlessDecided(plan, challenger) : undefined)

/** The rule of the audited model stands for it where the log has no decisions, and for challengers too. */
const unlessDecided = (plan: Plan, challenger: Challenger | null): Rule =>
  challenger === null && useWith(plan, 'decision') !== undefined ? undefined : decisionRule(plan)

function predictionsOf(plan: Plan, challenger: Challenger | null): Plan['columns'] {
  const [decision, score] = [useWith(plan, 'decision'), useWith(plan, 'score')]
  if (challenger === null)
    return {
      ...(decision === undefined ? {} : { [decision.name]: plan.columns[decision.name]! }),
      ...(score === undefined ? {} : { [score.name]: plan.columns[score.name]! })
    }
  const scored = scoreColumnOf(challenger)
  const [of, kind] = [challenger.of ?? score?.of, challenger.kind ?? score?.kind]
  const favourable = challenger.favourable ?? decision?.favourable
  return {
    ...(scored === undefined
      ? {}
      : { [scored]: { role: 'score' as const, ...(of === undefined ? {} : { of }), ...(kind === undefined ? {} : { kind }) } }),
    ...(challenger.decision === undefined
      ? {}
      : { [challenger.decision]: { role: 'decision' as const, ...(favourable === undefined ? {} : { favourable }) } })
  }
}
