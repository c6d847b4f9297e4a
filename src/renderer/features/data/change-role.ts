import type { Role } from '../../../shared/model/dataset'
import { changePlan } from '../plan/change-plan'
import { usePlan } from '../plan/plan-state'
import { columnName, roleEdits } from '../plan/role-edits'

/** Another role in the plan. */
export async function changeRole(name: string, role: Role): Promise<void> {
  const { state } = usePlan.getState()
  if (state.kind !== 'open' || state.plan === null) return
  await changePlan(`${name} is now ${columnName(role)}`, roleEdits(state.plan, name, role))
}
