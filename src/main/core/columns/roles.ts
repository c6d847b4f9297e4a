import type { Role } from '../../../shared/model/dataset'
import type { ColumnUse, Plan } from '../../../shared/model/plan'

/** What the plan says of a column; a bare role has nothing else. */
export type Use = Exclude<Extract<ColumnUse, { favourable?: unknown }>, never> & { name: string }

const useOf = (name: string, use: ColumnUse): Use => ({ name, ...use })

/** The plan's columns of a role, in the plan's order. */
export const usesOf = (plan: Plan, role: Role): Use[] =>
  Object.entries(plan.columns).flatMap(([name, use]) => (use.role === role ? [useOf(name, use)] : []))

/** The one column of a role that the plan has, if any. */
export const useWith = (plan: Plan, role: Role): Use | undefined => usesOf(plan, role)[0]

/** A column by name, whatever its role; a column the plan does not list has no names or bins. */
export const useNamed = (plan: Plan, name: string): Use => useOf(name, plan.columns[name] ?? { role: 'feature' })

/** Attributes whose groups are compared: those the plan names, or all its protected columns. */
export const attributesOf = (plan: Plan): string[] => plan.groups.attributes ?? usesOf(plan, 'protected').map(({ name }) => name)

/** Predictions of a number are judged against numbers; everything else has favourable and unfavourable outcomes. */
export const isRegression = (plan: Plan): boolean =>
  useWith(plan, 'score')?.kind === 'prediction' && useWith(plan, 'label')?.favourable === undefined
