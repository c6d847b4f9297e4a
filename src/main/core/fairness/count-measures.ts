import type { MetricId } from '../../../shared/model/metrics'
import { isUnknownBound } from '../../../shared/model/metrics'
import type { Plan } from '../../../shared/model/plan'
import { BINS } from './calibration'
import { BIN_METRICS, CONTROL_METRICS, isOfCounts, LABEL_BOUND_METRICS } from './catalogue'
import type { MeasureRequest } from './input'
import { useNamed, useWith } from '../columns/roles'
import type { Wanted } from './wanted'
import { isOfOneGroup, wantedOf } from './wanted'

/** Groups a column can have at most, the unknown not counted. */
function groupsOf(plan: Plan, name: string, distinct: number): number {
  const { bins, names, unknown } = useNamed(plan, name)
  if (bins !== undefined) return bins.length + 1
  const merged = names === undefined ? 0 : Object.keys(names).length - new Set(Object.values(names)).size
  return Math.max(1, distinct - merged - (unknown?.length ?? 0))
}

const isBound = (metric: MetricId): boolean => LABEL_BOUND_METRICS.includes(metric) || isUnknownBound(metric)

function sizeOf({ metric, over, reference, control }: Wanted, groups: (name: string) => number): number {
  const known = over.reduce((product, name) => product * groups(name), 1)
  const strata = control === undefined || CONTROL_METRICS.includes(metric) ? 1 : groups(control) + 1
  const each = BIN_METRICS.includes(metric) ? BINS : isBound(metric) ? 2 : 1
  if (isOfOneGroup(metric)) return strata * each * (known + (over.length > 0 ? 1 : 0))
  if (reference === 'extremes') return strata * each
  return over.length === 0 ? 0 : strata * each * known
}

/** How many measures a run makes at most, from the distinct values of each column: crossings count as if every combination had rows. */
export function countMeasures(plan: Plan, cardinalities: ReadonlyMap<string, number>, requests: readonly MeasureRequest[]): number {
  const groups = (name: string): number => groupsOf(plan, name, cardinalities.get(name) ?? 1)
  const wanted = wantedOf(plan, requests)
  const total = (list: readonly Wanted[]): number => list.reduce((sum, request) => sum + sizeOf(request, groups), 0)
  const classes = plan.assessments.fairness?.classes === 'one_vs_rest' ? classCount(plan, cardinalities) : 0
  return total([...wanted, ...boundsOf(wanted)]) + classes * total(wanted.filter(({ metric }) => isOfCounts(metric)))
}

const BOUND_OF: Partial<Record<MetricId, MetricId>> = {
  tpr: 'tpr_bound',
  ppv: 'ppv_bound',
  selection_rate_ratio: 'selection_rate_ratio_bound'
}

/** Bounds that may have to stand beside a rate or a ratio. */
const boundsOf = (wanted: readonly Wanted[]): Wanted[] =>
  wanted.flatMap((request): Wanted[] => {
    const bound = BOUND_OF[request.metric]
    return bound === undefined || request.control !== undefined || request.reference === 'extremes' ? [] : [{ ...request, metric: bound }]
  })

const classCount = (plan: Plan, cardinalities: ReadonlyMap<string, number>): number =>
  Math.max(0, ...(['decision', 'label'] as const).map((role) => cardinalities.get(useWith(plan, role)?.name ?? '') ?? 0))
