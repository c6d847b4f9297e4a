import type { ProjectState } from '../../../shared/model/project-state'
import { notifyError } from '../../app/notify'
import { goTo } from '../../app/router'
import { engine } from '../../state/connection'
import { runJob } from '../../state/jobs'
import { isChanged, savePlan, usePlan } from './plan-state'

/** Runs the audit from any page; a plan that is being written goes first to its file. */
export async function auditProject({ folder, plan }: Pick<ProjectState, 'folder' | 'plan'>): Promise<void> {
  const { state } = usePlan.getState()
  if (state.kind === 'open' && state.folder === folder) return runAudit()
  try {
    await runJob('The audit', engine().audit.run({ folder, plan: plan.path }))
    goTo('fairness')
  } catch (error) {
    notifyError(error)
  }
}

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
