import type { PlanProblem } from '../../../../shared/contract/plan'

export type Path = readonly (string | number)[]

/** What stands at a path of the plan; undefined where there is nothing. */
export function valueAt(plan: unknown, path: Path): unknown {
  let value = plan
  for (const key of path) value = typeof value === 'object' && value !== null ? (value as Record<string | number, unknown>)[key] : undefined
  return value
}

export const textAt = (plan: unknown, path: Path): string => {
  const value = valueAt(plan, path)
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
}

/** The problem that stands at a path, or at something within it. */
export function problemAt(problems: readonly PlanProblem[], path: Path): PlanProblem | undefined {
  const wanted = path.join('.')
  return problems.find(({ at }) => at === wanted || at.startsWith(`${wanted}.`))
}
