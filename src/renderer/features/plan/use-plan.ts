import { useEffect } from 'react'
import { useSession } from '../../state/session'
import { readPlan, usePlan, type PlanState } from './plan-state'

/** The plan of the open project, read again when another project or plan is chosen. */
export function useProjectPlan(): PlanState {
  const folder = useSession((session) => session.project?.folder)
  const path = useSession((session) => session.project?.plan.path)
  const exists = useSession((session) => session.project?.plan.exists)
  useEffect(() => {
    if (folder !== undefined && path !== undefined && exists !== undefined) void readPlan(folder, path, exists)
  }, [folder, path, exists])
  return usePlan(({ state }) => state)
}
