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

/** Single attributes and named crossings, each a list of attribute names. */
export const groupingsOf = (plan: Plan): string[][] => [...attributesOf(plan).map((name) => [name]), ...plan.groups.crossings]

/** Predictions of a number are judged against numbers; everything else has favourable and unfavourable outcomes. */
export const isRegression = (plan: Plan): boolean =>
  useWith(plan, 'score')?.kind === 'prediction' && useWith(plan, 'label')?.favourable === undefined

const listed = (names: string | readonly string[] | undefined): readonly string[] =>
  names === undefined ? [] : typeof names === 'string' ? [names] : names

/** The column of a control as a plan writes it: "region", or "region=North". */
export const controlColumn = (plan: Plan, control: string): string =>
  plan.columns[control] === undefined ? control.split('=')[0]! : control

/** All columns that some number of the plan is grouped by: attributes, crossings, controls, and what criteria and packs name. */
export function groupedNames(plan: Plan): string[] {
  const { criteria, packs } = plan
  const named = [
    ...criteria.flatMap(({ each, extremes, group, control }) => [
      ...listed(each),
      ...listed(extremes),
      ...Object.keys(group ?? {}),
      ...listed(control).map((name) => controlColumn(plan, name))
    ]),
    ...packs.flatMap(({ sex, race, each }) => [...listed(sex), ...listed(race), ...listed(each)])
  ]
  const groups = [...attributesOf(plan), ...plan.groups.crossings.flat(), ...plan.groups.controls]
  return [...new Set([...groups, ...named.filter((name) => plan.columns[name] !== undefined)])]
}

/** Outcomes of many classes without a favourable set are judged class by class only. */
export const isOneVersusRest = (plan: Plan, use: Use): boolean =>
  plan.assessments.fairness?.classes === 'one_vs_rest' && use.favourable === undefined
