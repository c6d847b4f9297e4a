import type { DatasetManifest } from '../../../shared/model/dataset'
import type { Plan } from '../../../shared/model/plan'
import type { ColumnNeed } from '../assessment'
import { repeatColumn } from '../columns/dependence'
import { attributesOf, useNamed, useWith } from '../columns/roles'
import { timeColumn } from './slices'

/** Columns that cut and group the rows of a part, as far as it has them; the compared ones are read one at a time. */
export function framingColumns(plan: Plan, { columns }: DatasetManifest): ColumnNeed[] {
  const drift = plan.assessments.drift
  const time = drift?.windows === undefined ? undefined : timeColumn(plan)
  const repeats = repeatColumn(plan)
  const weight = useWith(plan, 'weight')?.name
  const needs: ColumnNeed[] = [
    ...decomposed(plan, columns),
    ...(weight === undefined ? [] : [{ name: weight, as: 'numbers' as const }]),
    ...(time === undefined ? [] : [{ name: time, as: 'numbers' as const }]),
    ...(plan.labels === undefined ? [] : [{ name: plan.labels.time, as: 'numbers' as const }]),
    ...(plan.dependence === undefined ? [] : [{ name: plan.dependence.time, as: 'numbers' as const }]),
    ...(drift?.by ?? []).map((name): ColumnNeed => ({ name, as: useNamed(plan, name).bins === undefined ? 'codes' : 'numbers' })),
    ...(plan.dependence !== undefined || repeats === undefined
      ? []
      : [{ name: repeats, as: 'codes' as const, distinctOnly: true as const }])
  ]
  const once = new Map<string, ColumnNeed>()
  for (const need of needs) if (!once.has(need.name)) once.set(need.name, need)
  return [...once.values()].filter(({ name }) => columns.some((column) => column.name === name))
}

/** Numbers of more values than this are cut into fifths. */
const FEW_VALUES = 20

/** Decision, label, strata and the groups of ratios. */
function decomposed(plan: Plan, columns: DatasetManifest['columns']): ColumnNeed[] {
  const rule = plan.assessments.drift?.decomposition
  if (rule === undefined) return []
  const outcomes = [useWith(plan, 'decision')?.name, useWith(plan, 'label')?.name].flatMap((name) => (name === undefined ? [] : [name]))
  const groups = rule.of.includes('selection_rate_ratio') ? attributesOf(plan) : []
  const asGroup = (name: string): ColumnNeed => ({ name, as: useNamed(plan, name).bins === undefined ? 'codes' : 'numbers' })
  const asStratum = (name: string): ColumnNeed => {
    const column = columns.find((one) => one.name === name)
    const many = column !== undefined && (column.type === 'integer' || column.type === 'number') && column.distinct > FEW_VALUES
    return many ? { name, as: 'numbers' } : asGroup(name)
  }
  return [...outcomes.map((name): ColumnNeed => ({ name, as: 'codes' })), ...groups.map(asGroup), ...rule.by.map(asStratum)]
}
