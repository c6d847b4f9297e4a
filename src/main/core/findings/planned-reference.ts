import type { Group } from '../../../shared/model/measure'
import { groupPath } from '../../../shared/model/measure-id'
import type { Plan } from '../../../shared/model/plan'
import type { Estimate } from '../stats/estimate'

const PRESET = ['largest', 'most_favoured']

const referenceGroup = ({ measure: { reference } }: Estimate): Group | null =>
  reference !== null && 'group' in reference ? reference.group : null

/** Whether a reference has the values that the plan names for its attributes. */
function asNamed(group: Group, plan: Plan): boolean {
  return Object.entries(group).every(([attribute, value]) => {
    const choice = plan.groups.reference[attribute] ?? 'largest'
    return PRESET.includes(choice) || choice === value
  })
}

/**
 * Drops what a pack asked to be held against another reference than the plan's. Where the measures have several references, the plan's is
 * the largest of those with the values it names. (Where the plan asks for the most favoured, a pack's reference is the same one.)
 */
export function keepPlannedReference(estimates: readonly Estimate[], plan: Plan): Estimate[] {
  const rows = new Map<string, number>()
  for (const estimate of estimates) {
    const group = referenceGroup(estimate)
    if (group !== null && asNamed(group, plan))
      rows.set(groupPath(group), Math.max(estimate.measure.n.reference ?? 0, rows.get(groupPath(group)) ?? 0))
  }
  const [planned] = [...rows].sort(([pathA, a], [pathB, b]) => b - a || (pathA < pathB ? -1 : 1))
  return estimates.filter((estimate) => {
    const group = referenceGroup(estimate)
    return group === null || planned === undefined || groupPath(group) === planned[0]
  })
}
