import type { Role } from '../../../shared/model/dataset'
import { notifyError, notifyUndoable } from '../../app/notify'
import { editPlan, isChanged, savePlan, setText, usePlan } from '../plan/plan-state'
import { columnName, roleEdits } from '../plan/role-edits'

/** Another role in the plan. It is saved at once where nothing else waits to be saved, and can be taken back. */
export async function changeRole(name: string, role: Role): Promise<void> {
  const { state } = usePlan.getState()
  if (state.kind !== 'open' || state.plan === null) return
  const waiting = isChanged(state)
  try {
    const before = await editPlan(roleEdits(state.plan, name, role))
    if (before === null) return
    if (!waiting) await savePlan()
    notifyUndoable({
      what: `${name} is now ${columnName(role)}${waiting ? ', in the plan that is not saved yet' : ''}`,
      undo: async () => {
        setText(before)
        if (!waiting) await savePlan()
      }
    })
  } catch (error) {
    notifyError(error)
  }
}
