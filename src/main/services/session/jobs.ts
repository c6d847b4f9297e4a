import { AssayError } from '../../../shared/model/errors'
import type { JobInfo, JobKind, Progress } from '../../../shared/model/job'
import type { Clock } from '../../ports/clock'
import type { Job } from '../job'
import { createSignal, type Changes } from './changes'

export type JobEvent<T> = { kind: 'started'; job: string } | { kind: 'progress'; progress: Progress } | { kind: 'done'; result: T }

export type JobOrder<T> = { kind: JobKind; name: string; folder: string | null; work: (job: Job) => Promise<T> }

/** The long work of one engine: one at a time, since each may use the whole memory limit; the others wait in order. */
export type Jobs = {
  list: () => JobInfo[]
  /** Begins the work and gives its id; the work goes on whoever watches. */
  start: <T>(order: JobOrder<T>) => string
  /** Events of a job from now on; ends with its result, or throws what it threw. Throws `job/unknown`. */
  watch: (id: string, signal?: AbortSignal) => AsyncGenerator<JobEvent<unknown>>
  cancel: (id: string) => void
  /** Resolves when nothing runs. */
  idle: () => Promise<void>
  /** Told when a job of the folder begins or ends. */
  onChange: (listener: (folder: string | null) => void) => void
}

type Outcome = { result: unknown } | { error: unknown }
type Entry = { info: JobInfo; controller: AbortController; changes: Changes; outcome: Outcome | null }

const PAUSE_MS = 100
/** Results of that many jobs that are over can still be asked for. */
const REMEMBERED = 20
const WAITING: Progress = { phase: 'Waiting for other work to end', fraction: null }
const STARTING: Progress = { phase: 'Starting', fraction: null }

export function createJobs(clock: Clock): Jobs {
  const entries = new Map<string, Entry>()
  const listeners = new Set<(folder: string | null) => void>()
  let queue: Promise<void> = Promise.resolve()
  let count = 0
  const now = (): number => clock.now().getTime()
  const changed = ({ info }: Entry): void => listeners.forEach((listener) => listener(info.folder))

  const run = async <T>(entry: Entry, { name, work }: JobOrder<T>): Promise<void> => {
    const { controller, info } = entry
    let last = 0
    const progress = (said: Progress): void => {
      const time = now()
      const newPhase = said.phase !== info.progress.phase
      info.progress = said
      if (!newPhase && time - last < PAUSE_MS && time >= last) return
      last = time
      entry.changes.tell()
    }
    progress(STARTING)
    try {
      if (controller.signal.aborted) throw new AssayError('internal/cancelled', { what: name })
      entry.outcome = { result: await work({ name, signal: controller.signal, progress }) }
    } catch (error) {
      entry.outcome = { error }
    }
    entry.changes.tell()
    changed(entry)
    forgetOld(entries)
  }

  return {
    list: () => [...entries.values()].filter(({ outcome }) => outcome === null).map(({ info }) => info),
    start(order) {
      const { kind, name, folder } = order
      const id = `${kind}-${++count}`
      const entry: Entry = {
        info: { id, kind, name, folder, startedAt: now(), progress: WAITING },
        controller: new AbortController(),
        changes: createSignal(),
        outcome: null
      }
      entries.set(id, entry)
      changed(entry)
      queue = queue.then(() => run(entry, order))
      return id
    },
    async *watch(id, signal) {
      const entry = entries.get(id)
      if (entry === undefined) throw new AssayError('job/unknown', { job: id })
      yield { kind: 'started', job: id }
      for (let seen = -1; entry.outcome === null;) {
        if (seen !== entry.changes.count()) {
          seen = entry.changes.count()
          yield { kind: 'progress', progress: entry.info.progress }
        } else if (!(await entry.changes.after(seen, signal))) return
      }
      if ('error' in entry.outcome) throw entry.outcome.error
      yield { kind: 'done', result: entry.outcome.result }
    },
    cancel(id) {
      entries.get(id)?.controller.abort()
    },
    idle: () => queue,
    onChange: (listener) => void listeners.add(listener)
  }
}

function forgetOld(entries: Map<string, Entry>): void {
  const over = [...entries].filter(([, { outcome }]) => outcome !== null).map(([id]) => id)
  for (const id of over.slice(0, Math.max(0, over.length - REMEMBERED))) entries.delete(id)
}
