import type { MetricId } from '../../../shared/model/metrics'
import type { Plan } from '../../../shared/model/plan'
import {
  ALL_GROUPS_METRICS,
  BIN_METRICS,
  CONTROL_METRICS,
  GROUP_METRICS,
  isOfCounts,
  LABEL_BOUND_METRICS,
  PAIR_METRICS,
  SETS
} from './catalogue'
import type { MeasureRequest } from './input'
import { controlColumn, groupingsOf } from './roles'

/** A request; `named`: somebody asked for this metric by name, so that it is reported even where it does not exist. */
export type Wanted = MeasureRequest & { named: boolean }

const CONDITIONAL: readonly MetricId[] = ['selection_rate', 'selection_rate_difference', 'selection_rate_ratio']

type Choice = { metric: MetricId; named: boolean }

function choicesOf(plan: Plan): Choice[] {
  const chosen = plan.assessments.fairness?.metrics ?? []
  const always: Choice[] = (['rows', 'share', 'label_known'] as const).map((metric) => ({ metric, named: false }))
  return [
    ...always,
    ...chosen.flatMap(
      (name): Choice[] => SETS[name]?.map((metric) => ({ metric, named: false })) ?? [{ metric: name as MetricId, named: true }]
    )
  ]
}

/** Per stratum: the selection rate and what is compared of it, and every metric of counts that the plan names itself. */
function conditional(plan: Plan, choices: readonly Choice[], over: readonly string[]): Wanted[] {
  const metrics = [
    ...CONDITIONAL,
    ...choices.filter(({ metric, named }) => named && isOfCounts(metric) && !CONTROL_METRICS.includes(metric)).map(({ metric }) => metric)
  ]
  return plan.groups.controls.flatMap((control) =>
    metrics.map((metric): Wanted => ({ metric, over, reference: 'planned', control, named: false }))
  )
}

function ofChoice(plan: Plan, { metric, named }: Choice, over: readonly string[]): Wanted[] {
  const wanted = (reference: MeasureRequest['reference'], control?: string): Wanted => ({
    metric,
    over,
    reference,
    named,
    ...(control === undefined ? {} : { control })
  })
  if (CONTROL_METRICS.includes(metric)) return over.length === 0 ? [] : plan.groups.controls.map((control) => wanted('planned', control))
  if (metric in ALL_GROUPS_METRICS && !(metric in PAIR_METRICS)) return over.length === 0 ? [] : [wanted('extremes')]
  if (over.length > 0 && metric in ALL_GROUPS_METRICS) return [wanted('planned'), wanted('extremes')]
  return [wanted('planned')]
}

/** Everything the plan's lists, its criteria and its packs ask for, each once. */
export function wantedOf(plan: Plan, requests: readonly MeasureRequest[]): Wanted[] {
  const choices = choicesOf(plan)
  const planned = [[], ...groupingsOf(plan)].flatMap((over) => [
    ...choices.flatMap((choice) => ofChoice(plan, choice, over)),
    ...(over.length > 0 ? conditional(plan, choices, over) : [])
  ])
  const asked = requests.map((request): Wanted => ({
    ...request,
    named: true,
    ...(request.control === undefined ? {} : { control: controlColumn(plan, request.control) })
  }))
  const once = new Map<string, Wanted>()
  for (const wanted of [...asked, ...planned]) {
    const key = JSON.stringify([wanted.metric, wanted.over, wanted.reference, wanted.control ?? null])
    if (!once.has(key)) once.set(key, wanted)
  }
  return [...once.values()]
}

export const isOfOneGroup = (metric: MetricId): boolean =>
  metric in GROUP_METRICS || metric === 'rows' || metric === 'share' || BIN_METRICS.includes(metric) || LABEL_BOUND_METRICS.includes(metric)
