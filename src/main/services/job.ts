import { AssayError } from '../../shared/model/errors'
import type { Progress } from '../../shared/model/job'

export type { Progress } from '../../shared/model/job'

/** One running piece of work: one signal to cancel it, one place to report progress to. */
export type Job = { name: string; signal: AbortSignal; progress: (progress: Progress) => void }

export function throwIfCancelled(job: Job): void {
  if (job.signal.aborted) throw new AssayError('internal/cancelled', { what: job.name })
}
