import type { PlanEdit } from '../../../shared/contract/plan'
import { notifyError, notifyUndoable } from '../../app/notify'
import { editPlan, isChanged, savePlan, setText, usePlan } from './plan-state'

/** A change of the plan from another page. It is saved at once where nothing else waits to be saved, and can be taken back; `what` in the past. */
export async function changePlan(what: string, edits: readonly PlanEdit[]): Promise<void> {
  const { state } = usePlan.getState()
  if (state.kind !== 'open' || edits.length === 0) return
  const waiting = isChanged(state)
  try {
    const before = await editPlan(edits)
    if (before === null) return
    if (!waiting) await savePlan()
    notifyUndoable({
      what: `${what}${waiting ? ', in the plan that is not saved yet' : ''}`,
      undo: async () => {
        setText(before)
        if (!waiting) await savePlan()
      }
    })
  } catch (error) {
    notifyError(error)
  }
}
