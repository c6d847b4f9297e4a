import type { Plan } from '../../../shared/model/plan'
import { attributesOf, type Use } from '../columns/roles'

/** Single attributes and named crossings, each a list of attribute names. */
export const groupingsOf = (plan: Plan): string[][] => [...attributesOf(plan).map((name) => [name]), ...plan.groups.crossings]

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
