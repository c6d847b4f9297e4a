import type { Plan } from '../../../../shared/model/plan'
import { usesOf } from '../../columns/roles'
import { groupingsOf } from '../roles'

/** The plan as exploring reads it: every protected column is an attribute, and nothing is asked for beyond them. */
export function explorablePlan(plan: Plan): Plan {
  const attributes = usesOf(plan, 'protected').map(({ name }) => name)
  return { ...plan, groups: { ...plan.groups, attributes, crossings: [], controls: [] }, criteria: [], packs: [] }
}

/** The same with another reference for some attributes. */
export const withReference = (plan: Plan, reference: Readonly<Record<string, string>>): Plan => ({
  ...plan,
  groups: { ...plan.groups, reference: { ...plan.groups.reference, ...reference } }
})

/** Crossings that the plan names. */
export const crossingsOf = (plan: Plan): string[][] => groupingsOf(plan).filter((over) => over.length > 1)
