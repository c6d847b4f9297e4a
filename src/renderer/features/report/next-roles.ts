import type { SignOffRole } from '../../../shared/model/statement'

/** Who may sign next: one preparer first, then reviewers, one approver last. */
export function nextRoles(signed: readonly SignOffRole[]): readonly SignOffRole[] {
  const last = signed.at(-1)
  if (last === undefined) return ['preparer']
  return last === 'approver' ? [] : ['reviewer', 'approver']
}
