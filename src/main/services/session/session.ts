import type { JobInfo } from '../../../shared/model/job'
import type { ProjectState } from '../../../shared/model/project-state'
import { AssayError } from '../../../shared/model/errors'
import type { ManifestMemo } from '../datasets'
import type { CheckedReports } from '../checked-reports'
import { emptyMemo } from '../list-reports'
import type { Ports } from '../ports'
import type { Project } from '../project'
import { projectState } from '../project-state'
import type { UserConfig } from '../user-config'
import { createJobs, type Jobs } from './jobs'
import type { OpenProjects } from './open-projects'

/** What one engine remembers between the calls of its windows: open projects, running work, and what need not be read twice. */
export type Session = {
  readonly ports: Ports
  readonly projects: OpenProjects
  readonly jobs: Jobs
  readonly config: UserConfig
  readonly manifests: ManifestMemo
  readonly checked: CheckedReports
  state: (project: Project) => Promise<ProjectState>
  /** The project's state now and after every change, until the signal; the project stays open as long as it is read. */
  watch: (folder: string, signal?: AbortSignal) => AsyncGenerator<ProjectState>
  /** Reads what a page will ask for first, so that it is known by then. Never throws: the page's own call tells what is wrong. */
  lookAhead: (folder: string) => Promise<void>
  /** The plan that this project's windows work on. */
  planOf: (folder: string) => Promise<string>
}

export function createSession(ports: Ports, projects: OpenProjects, config: UserConfig): Session {
  const jobs = createJobs(ports.clock)
  const reports = emptyMemo()
  jobs.onChange((folder) => {
    if (folder !== null) projects.touch(folder)
  })
  const planOf: Session['planOf'] = async (folder) => {
    const project = ports.files.absolute(folder)
    return (await config.planOf(project)) ?? ports.files.join(project, 'plan.yaml')
  }
  const state: Session['state'] = async (project) => {
    const running: JobInfo[] = jobs.list()
    return projectState(ports, project, { plan: await planOf(project.folder), jobs: running, memo: reports })
  }
  return {
    ports,
    projects,
    jobs,
    config,
    manifests: new Map(),
    checked: reports.checked,
    state,
    planOf,
    async lookAhead(folder) {
      try {
        await refuseNoProject(ports, folder)
        await projects.using(folder, state)
      } catch {
        return
      }
    },
    async *watch(folder, signal) {
      await refuseNoProject(ports, folder)
      const { project, changes, release } = await projects.hold(folder)
      try {
        const remembered = config.remember(project.folder)
        remembered.catch(() => undefined)
        for (let seen = -1; ;) {
          if (!(await changes.after(seen, signal))) return
          seen = changes.count()
          const [now] = await Promise.all([state(project), remembered])
          yield now
        }
      } finally {
        await release()
      }
    }
  }
}

/** Looking at a folder must not make a project of it. */
export async function refuseNoProject({ files }: Ports, folder: string): Promise<void> {
  if (!(await files.exists(files.join(files.absolute(folder), 'ledger.jsonl')))) throw new AssayError('project/none-here', { folder })
}
