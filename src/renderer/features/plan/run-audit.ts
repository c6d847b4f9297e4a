import { notifyError } from '../../app/notify'
import { goTo } from '../../app/router'
import { engine } from '../../state/connection'
import { runJob } from '../../state/jobs'
import { isChanged, savePlan, usePlan } from './plan-state'

/** Saves what is not saved, runs the audit and shows what it found, on the page that is named. */
export async function runAudit(page = 'fairness', params?: Parameters<typeof goTo>[1]): Promise<void> {
  const { state } = usePlan.getState()
  if (state.kind !== 'open') return
  try {
    if (isChanged(state)) await savePlan()
    await runJob('The audit', engine().audit.run({ folder: state.folder, plan: state.path }))
    goTo(page, params)
  } catch (error) {
    notifyError(error)
  }
}
