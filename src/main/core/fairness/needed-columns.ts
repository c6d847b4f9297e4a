import { repeatColumn } from '../columns/dependence'
import type { Plan } from '../../../shared/model/plan'
import type { ColumnNeed } from '../assessment'
import { isRegression, useNamed, usesOf, useWith } from '../columns/roles'
import { groupedNames } from './roles'

const grouped = (plan: Plan, name: string): ColumnNeed => ({ name, as: useNamed(plan, name).bins === undefined ? 'codes' : 'numbers' })

function single(plan: Plan): ColumnNeed[] {
  const needs: ColumnNeed[] = []
  const add = (name: string | undefined, as: ColumnNeed['as']): void => {
    if (name !== undefined) needs.push({ name, as })
  }
  add(useWith(plan, 'decision')?.name, 'codes')
  add(useWith(plan, 'label')?.name, isRegression(plan) ? 'numbers' : 'codes')
  add(useWith(plan, 'score')?.name, 'numbers')
  add(useWith(plan, 'weight')?.name, 'numbers')
  add(plan.labels?.time, 'numbers')
  add(plan.dependence?.time, 'numbers')
  return needs
}

/** The flip test alone looks at features. */
const wantsFlipTest = (plan: Plan): boolean =>
  (plan.assessments.fairness?.metrics ?? []).some((metric) => ['FT', 'FT_smclarify', 'clarify'].includes(metric))

/** Columns the fairness assessment of a part reads, each once, and how. */
export function neededColumns(plan: Plan, part: string): ColumnNeed[] {
  if (plan.assessments.fairness?.part !== part) return []
  const repeats = repeatColumn(plan)
  const needs: ColumnNeed[] = [
    ...groupedNames(plan).map((name) => grouped(plan, name)),
    ...single(plan),
    ...(wantsFlipTest(plan) ? usesOf(plan, 'feature').map(({ name }) => ({ name, as: 'numbers' as const })) : []),
    ...(repeats === undefined ? [] : [{ name: repeats, as: 'codes' as const, distinctOnly: true as const }])
  ]
  const once = new Map<string, ColumnNeed>()
  for (const need of needs) if (!once.has(need.name)) once.set(need.name, need)
  return [...once.values()]
}
