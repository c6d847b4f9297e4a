import type { Group } from '../../../shared/model/measure'
import type { Plan } from '../../../shared/model/plan'
import type { Population } from '../../../shared/model/report'
import type { Estimate } from '../stats/estimate'

const referenceGroup = ({ measure: { reference } }: Estimate): Group | null => (reference !== null && 'group' in reference ? reference.group : null)

const sameGroup = (a: Group, b: Group): boolean => Object.keys(a).length === Object.keys(b).length && Object.entries(a).every(([key, value]) => b[key] === value)

/** The value that the plan holds an attribute's groups against, where the plan or the sizes say it. */
function plannedValue(attribute: string, plan: Plan, population: Population): string | undefined {
  const choice = plan.groups.reference[attribute] ?? 'largest'
  if (choice === 'most_favoured') return undefined
  if (choice !== 'largest') return choice
  const groups = population.attributes.find((found) => found.attribute === attribute)?.groups ?? []
  return groups.reduce<(typeof groups)[number] | undefined>((most, group) => (most === undefined || group.rows > most.rows ? group : most), undefined)?.value
}

/** How many of the attributes of a reference stand at the plan's value. */
const agreement = (group: Group, plan: Plan, population: Population): number =>
  Object.entries(group).filter(([attribute, value]) => value === plannedValue(attribute, plan, population)).length

/**
 * Drops what a pack asked to be held against another reference than the plan's: of several references among the measures, the one that
 * agrees with the plan in most attributes is kept, the larger one where they tie.
 */
export function keepPlannedReference(estimates: readonly Estimate[], plan: Plan, population: Population): Estimate[] {
  const found = estimates.flatMap((estimate) => {
    const group = referenceGroup(estimate)
    return group === null ? [] : [{ group, rows: estimate.measure.n.reference ?? 0, agreement: agreement(group, plan, population) }]
  })
  const best = found.reduce<(typeof found)[number] | undefined>(
    (kept, next) => (kept === undefined || next.agreement > kept.agreement || (next.agreement === kept.agreement && next.rows > kept.rows) ? next : kept),
    undefined
  )
  return estimates.filter((estimate) => {
    const group = referenceGroup(estimate)
    return group === null || best === undefined || sameGroup(group, best.group)
  })
}
