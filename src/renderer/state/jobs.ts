import { create } from 'zustand'
import type { JobEvent } from '../../shared/contract/procedure'
import type { JobInfo, Progress } from '../../shared/model/job'
import { followJob } from '../rpc'
import { announce } from './announcer'
import { engine } from './connection'
import { kept, taken, type Place } from './job-places'
import { stepped } from './job-step'

export type Job = {
  key: number
  job: string | null
  name: string
  startedAt: number
  /** When its present step began: its fraction and its rows are those of the step. */
  stepAt: number
  progress: Progress
  cancel: () => Promise<void>
}

/** Running work that this window follows, oldest first, and where it stands in the status bar. */
export const useJobs = create<{ jobs: readonly Job[]; places: readonly Place[] }>(() => ({ jobs: [], places: [] }))

/** Shorter work is not shown. */
const SILENT_MS = 100

let last = 0

const change = (key: number, part: (job: Job) => Partial<Job>): void =>
  useJobs.setState(({ jobs }) => ({ jobs: jobs.map((one) => (one.key === key ? { ...one, ...part(one) } : one)) }))

/** Follows a job from its start to its result, in the status bar. Rejects as the job does; `internal/cancelled` when it was cancelled. */
export async function runJob<T>(name: string, events: Promise<AsyncIterable<JobEvent<T>>>, known?: JobInfo): Promise<T> {
  const key = ++last
  const running = followJob(
    engine(),
    events,
    (progress) => change(key, (before) => stepped(before, progress, Date.now())),
    (job) => change(key, () => ({ job }))
  )
  const progress = known?.progress ?? { phase: 'starting', fraction: null }
  const now = Date.now()
  const entry: Job = {
    key,
    job: known?.id ?? null,
    name,
    startedAt: known?.startedAt ?? now,
    stepAt: now,
    progress,
    cancel: running.cancel
  }
  useJobs.setState(({ jobs }) => ({ jobs: [...jobs, entry] }))
  const silent = setTimeout(
    () => useJobs.setState(({ jobs, places }) => ({ places: taken(places, { key, name }, jobs) })),
    entry.startedAt + SILENT_MS - now
  )
  announce(`${name} has started`)
  try {
    const result = await running.result
    announce(`${name} is done`)
    return result
  } finally {
    clearTimeout(silent)
    useJobs.setState(({ jobs, places }) => {
      const left = jobs.filter((one) => one.key !== key)
      return { jobs: left, places: kept(places, left) }
    })
  }
}

/** Jobs of this project that another window started, or this one before it was closed and opened again. */
export function adoptJobs(running: readonly JobInfo[]): void {
  const followed = new Set(useJobs.getState().jobs.map((one) => one.job))
  const ours = useJobs.getState().jobs.some((one) => one.job === null)
  if (ours) return
  for (const info of running)
    if (!followed.has(info.id))
      runJob(info.name, engine().jobs.watch({ job: info.id }), info).catch(() => announce(`${info.name} has ended`))
}
