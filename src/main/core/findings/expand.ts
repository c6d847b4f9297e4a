import type { Group, Measure } from '../../../shared/model/measure'
import { homeOf } from '../../../shared/model/metrics'
import type { Criterion, Plan } from '../../../shared/model/plan'
import { judgesModel } from '../columns/judged-model'
import type { Estimate } from '../stats/estimate'
import { isPlannedReference } from './planned-reference'
import { smallGroups } from './small-groups'

/** What a criterion judges, and the groups it may not judge because they are under the minimum size; both sorted by id. */
export type Expansion = { judged: Estimate[]; tooSmall: Estimate[] }

export const namesOf = (attributes: string | string[]): string[] => (typeof attributes === 'string' ? [attributes] : attributes)

export const sameSet = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every((name) => b.includes(name))

const sameGroup = (a: Group, b: Group): boolean =>
  sameSet(Object.keys(a), Object.keys(b)) && Object.entries(a).every(([key, value]) => b[key] === value)

const isUnknown = (group: Group): boolean => Object.values(group).includes(null)

/** Controls are written `column=value` per stratum, and as the bare column where the strata are combined. */
const sameControl = (control: string | undefined, asked: string | undefined): boolean =>
  control === asked || (asked !== undefined && control?.startsWith(`${asked}=`) === true)

/** Not a criterion's business: bounds and bins. */
const plain = ({ at }: Measure): boolean => [at.bound, at.bin].every((place) => place === undefined)

/** A slice that was chosen after the rows had been seen has no verdict (STATISTICS §9). */
const isPostHoc = ({ at: { slice } }: Measure, { assessments }: Plan): boolean =>
  assessments.slices?.named.some(({ name, post_hoc: postHoc }) => postHoc && name === slice) === true

/** A place that the criterion does not name is none of its business; `each` is every one. */
const isAt = (place: string | undefined, asked: string | undefined): boolean => (asked === 'each' ? place !== undefined : place === asked)

const belongs = (measure: Measure, criterion: Criterion, part: string): boolean =>
  measure.metric === criterion.metric &&
  plain(measure) &&
  (measure.at.part ?? part) === part &&
  isAt(measure.at.feature, criterion.feature) &&
  isAt(measure.at.window, criterion.window) &&
  isAt(measure.at.slice, criterion.slice) &&
  isAt(measure.at.model, criterion.model) &&
  sameControl(measure.at.control, criterion.control)

/** Whether the criterion is about this measure's group: the group it names, each group of its attributes, or their extremes. */
function concerns({ group, reference }: Measure, criterion: Criterion): boolean {
  if (criterion.slice !== undefined) return true
  if (criterion.extremes !== undefined)
    return reference !== null && 'extremes' in reference && sameSet(reference.extremes, namesOf(criterion.extremes))
  if (reference !== null && 'extremes' in reference) return false
  if (criterion.group !== undefined) return group !== null && sameGroup(group, criterion.group)
  if (criterion.each === undefined) return group === null
  if (group === null || isUnknown(group) || !sameSet(Object.keys(group), namesOf(criterion.each))) return false
  return !(reference !== null && 'group' in reference && sameGroup(reference.group, group))
}

const HOME_PART: Partial<Record<ReturnType<typeof homeOf>, (plan: Plan) => string | undefined>> = {
  drift: ({ assessments }) => assessments.drift?.current,
  quality: ({ assessments }) => assessments.quality?.part,
  performance: ({ assessments }) => assessments.performance?.part
}

/** Where several assessments take the same metric at the same place: that of its home; by window that of performance. */
function ofOneAssessment(found: readonly Estimate[], { metric, window }: Criterion): Estimate[] {
  const taken = new Set(found.map(({ measure }) => measure.assessment))
  const first = window === undefined ? homeOf(metric) : 'performance'
  return taken.size > 1 && taken.has(first) ? found.filter(({ measure }) => measure.assessment === first) : [...found]
}

/** The part of the data a criterion is about. */
export const partOf = (criterion: Criterion, plan: Plan): string =>
  criterion.part ?? partByPlace(criterion, plan) ?? HOME_PART[homeOf(criterion.metric)]?.(plan) ?? firstPart(plan) ?? 'current'

/** That of the assessment which a slice or a model belongs to. */
function partByPlace(criterion: Criterion, plan: Plan): string | undefined {
  const { slices, comparison } = plan.assessments
  if (criterion.slice !== undefined) return slices?.part
  return judgesModel(plan, criterion) ? comparison?.part : undefined
}

const firstPart = ({ assessments: { fairness, performance, quality, drift } }: Plan): string | undefined =>
  fairness?.part ?? performance?.part ?? quality?.part ?? drift?.current

/**
 * The measures a criterion judges. `each` leaves out the unknown group and the reference itself, and sets groups under the minimum
 * size aside: they are reported, not judged (DESIGN §1). A group the criterion names is judged `insufficient` instead of set aside.
 */
export function expand(criterion: Criterion, estimates: readonly Estimate[], plan: Plan): Expansion {
  const part = partOf(criterion, plan)
  const found = ofOneAssessment(
    estimates.filter(
      ({ measure }) =>
        belongs(measure, criterion, part) && concerns(measure, criterion) && isPlannedReference(measure, plan) && !isPostHoc(measure, plan)
    ),
    criterion
  ).sort((a, b) => byId(a.measure, b.measure))
  if (criterion.each === undefined) return { judged: found, tooSmall: [] }
  const isSmall = smallGroups(estimates, plan.minimum_group_size)
  return { judged: found.filter(({ measure }) => !isSmall(measure)), tooSmall: found.filter(({ measure }) => isSmall(measure)) }
}

/** Ids are percent-encoded, so code units sort as UTF-8 bytes do. */
const byId = (a: Measure, b: Measure): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
