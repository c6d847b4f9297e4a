import { AssayError } from '../../shared/model/errors'

/** What a host is told while a job runs; `fraction` is of the whole job where it is known. */
export type Progress = { phase: string; fraction: number | null; rows?: number }

/** One running piece of work: one signal to cancel it, one place to report progress to. */
export type Job = { name: string; signal: AbortSignal; progress: (progress: Progress) => void }

export function throwIfCancelled(job: Job): void {
  if (job.signal.aborted) throw new AssayError('internal/cancelled', { what: job.name })
}
