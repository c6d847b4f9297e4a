import type { DatasetManifest } from '../../../shared/model/dataset'
import type { Plan } from '../../../shared/model/plan'
import type { ColumnNeed } from '../assessment'
import { repeatColumn } from '../columns/dependence'
import { useNamed } from '../columns/roles'
import { timeColumn } from './slices'

/** Columns that cut and group the rows of a part, as far as it has them; the compared ones are read one at a time. */
export function framingColumns(plan: Plan, { columns }: DatasetManifest): ColumnNeed[] {
  const drift = plan.assessments.drift
  const time = drift?.windows === undefined ? undefined : timeColumn(plan)
  const repeats = repeatColumn(plan)
  const needs: ColumnNeed[] = [
    ...(time === undefined ? [] : [{ name: time, as: 'numbers' as const }]),
    ...(plan.labels === undefined ? [] : [{ name: plan.labels.time, as: 'numbers' as const }]),
    ...(plan.dependence === undefined ? [] : [{ name: plan.dependence.time, as: 'numbers' as const }]),
    ...(drift?.by ?? []).map((name): ColumnNeed => ({ name, as: useNamed(plan, name).bins === undefined ? 'codes' : 'numbers' })),
    ...(plan.dependence !== undefined || repeats === undefined
      ? []
      : [{ name: repeats, as: 'codes' as const, distinctOnly: true as const }])
  ]
  const once = new Map(needs.map((need) => [need.name, need]))
  return [...once.values()].filter(({ name }) => columns.some((column) => column.name === name))
}
