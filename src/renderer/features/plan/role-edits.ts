import type { PlanEdit } from '../../../shared/contract/plan'
import type { Role } from '../../../shared/model/dataset'
import type { Plan } from '../../../shared/model/plan'

const NAMES: Record<Role, string> = {
  feature: 'feature',
  protected: 'protected',
  label: 'label',
  score: 'score',
  decision: 'decision',
  time: 'time',
  id: 'identifier',
  cluster: 'cluster',
  weight: 'weight',
  latency: 'latency',
  model_version: 'model version',
  control: 'control',
  ignore: 'ignore'
}

/** A role in words. */
export const columnName = (role: Role): string => NAMES[role]

const KEEPS: Partial<Record<Role, readonly string[]>> = {
  decision: ['favourable'],
  label: ['favourable'],
  score: ['of', 'kind'],
  protected: ['bins', 'names', 'unknown'],
  control: ['bins', 'names', 'unknown'],
  weight: ['weight']
}

/** Another role for a column: what only the former role needed goes with it. A column that the plan does not list is added. */
export function roleEdits(plan: Plan, name: string, role: Role): PlanEdit[] {
  const use = plan.columns[name]
  const others = Object.keys(use ?? {}).filter((key) => key !== 'role')
  const kept = KEEPS[role] ?? []
  if (use === undefined || others.every((key) => !kept.includes(key))) return [{ path: ['columns', name], value: role }]
  return [
    { path: ['columns', name, 'role'], value: role },
    ...others.filter((key) => !kept.includes(key)).map((key): PlanEdit => ({ path: ['columns', name, key], value: undefined }))
  ]
}
