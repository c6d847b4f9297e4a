import { create } from 'zustand'
import type { ProjectState, RecentProject } from '../../shared/model/project-state'
import { saidBy, type Said } from '../rpc'
import { engine } from './connection'
import { adoptJobs } from './jobs'
import { closeReport, openReport, useReport } from './report'
import { forgetUndo } from './undo'

export type SessionState = {
  /** The folder of the project that is open or being opened. */
  folder: string | null
  project: ProjectState | null
  said: Said | null
  recent: readonly RecentProject[] | null
}

export const useSession = create<SessionState>(() => ({ folder: null, project: null, said: null, recent: null }))

let reading: AbortController | undefined

const latestReport = (project: ProjectState): string | null => project.reports[0]?.digest ?? null

function take(project: ProjectState): void {
  const before = useSession.getState().project
  useSession.setState({ project, said: null })
  adoptJobs(project.jobs)
  const latest = latestReport(project)
  const signed = latest !== null && before?.reports[0]?.signOffs !== project.reports[0]?.signOffs
  if (latest === null) closeReport()
  else if (before === null || latest !== latestReport(before) || signed || useReport.getState().kind === 'none')
    void openReport(project.folder, latest)
}

/** Follows the project's state until another project is opened; the stream also holds the project's lock. Never throws: `said` tells. */
export async function openProject(folder: string): Promise<void> {
  closeProject()
  const controller = new AbortController()
  reading = controller
  useSession.setState({ folder, project: null, said: null })
  try {
    for await (const project of await engine().projects.open({ folder }, { signal: controller.signal })) {
      if (controller.signal.aborted) return
      take(project)
    }
  } catch (error) {
    if (controller.signal.aborted) return
    useSession.setState({ said: saidBy(error) })
    // A stream that breaks off does not say why: the next call tells whether the engine is still there.
    void engine()
      .projects.first()
      .catch(() => undefined)
  }
}

export function closeProject(): void {
  reading?.abort()
  reading = undefined
  forgetUndo()
  closeReport()
  useSession.setState({ folder: null, project: null, said: null })
}

/** After the engine was lost and is back: the same project again. */
export function reopenProject(): void {
  const { folder } = useSession.getState()
  if (folder !== null) void openProject(folder)
}

export const loadRecent = async (): Promise<void> => useSession.setState({ recent: await engine().projects.recent() })
