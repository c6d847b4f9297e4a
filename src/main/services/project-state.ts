import type { JobInfo } from '../../shared/model/job'
import type { LedgerLine } from '../../shared/model/ledger'
import type { ProjectState, RunState } from '../../shared/model/project-state'
import { listReports, type ReportMemo } from './list-reports'
import type { Ports } from './ports'
import type { Project } from './project'

const SHOWN_LINES = 200

/** What a window shows of a project: told by its ledger and by the reports that lie in it. */
export async function projectState(
  ports: Ports,
  project: Project,
  { plan, jobs, memo }: { plan: string; jobs: readonly JobInfo[]; memo: ReportMemo }
): Promise<ProjectState> {
  const events = project.events()
  return {
    folder: project.folder,
    name: ports.files.nameOf(project.folder),
    plan: { path: plan, exists: await ports.files.exists(plan) },
    datasets: datasetsOf(events),
    runs: runsOf(events, jobs.length > 0),
    reports: await listReports(ports, project.folder, memo, events),
    ledger: events.slice(-SHOWN_LINES),
    ledgerLines: events.length,
    jobs: jobs.filter(({ folder }) => folder === project.folder)
  }
}

function datasetsOf(events: readonly LedgerLine[]): ProjectState['datasets'] {
  const found = new Map<string, ProjectState['datasets'][number]>()
  for (const line of events)
    if (line.type === 'dataset-imported') {
      const { dataset, rows, rejected } = line.body
      found.set(dataset, { dataset, rows, rejected, at: line.at })
    }
  return [...found.values()].reverse()
}

function runsOf(events: readonly LedgerLine[], working: boolean): RunState[] {
  const runs = new Map<string, RunState>()
  const change = (run: string, said: Partial<RunState>): void => {
    const known = runs.get(run)
    if (known) runs.set(run, { ...known, ...said })
  }
  for (const line of events) {
    if (line.type === 'run-started') {
      const { run, n, plan, datasets } = line.body
      runs.set(run, { run, n, plan, datasets, startedAt: line.at, outcome: 'running', code: null, counts: null, report: null })
    } else if (line.type === 'run-finished') {
      const { run, pass, fail, insufficient } = line.body
      change(run, { outcome: 'finished', counts: { pass, fail, insufficient } })
    } else if (line.type === 'run-abandoned') change(line.body.run, { outcome: 'abandoned', code: line.body.code })
    else if (line.type === 'job-cancelled') change(line.body.job, { outcome: 'cancelled' })
    else if (line.type === 'report-written') change(line.body.run, { report: line.body.report })
  }
  return [...runs.values()].reverse().map((run, index) => (run.outcome === 'running' && !(working && index === 0) ? killed(run) : run))
}

/** A run that neither ended nor is under way was ended from outside. */
const killed = (run: RunState): RunState => ({ ...run, outcome: 'abandoned', code: null })
