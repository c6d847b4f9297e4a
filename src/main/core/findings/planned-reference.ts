import type { Measure } from '../../../shared/model/measure'
import type { Plan } from '../../../shared/model/plan'

/**
 * Whether a measure is held against what the plan names. A reference that the data choose by its rate is the plan's only where the plan asks
 * for the most favoured group; otherwise a pack asked for it.
 */
export function isPlannedReference({ reference }: Measure, plan: Plan): boolean {
  if (reference === null || !('group' in reference)) return true
  const choosesByRate = Object.keys(reference.group).some((attribute) => plan.groups.reference[attribute] === 'most_favoured')
  return (reference.by === 'most-favoured') === choosesByRate
}
