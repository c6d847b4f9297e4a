import { AssayError } from '../../shared/model/errors'
import type { Job } from '../ports/job'

export type { Progress } from '../../shared/model/job'
export type { Job } from '../ports/job'

export function throwIfCancelled(job: Job): void {
  if (job.signal.aborted) throw new AssayError('internal/cancelled', { what: job.name })
}

/** What an abort interrupts in the store or a library is told as what it is: a cancelled job, not a fault. */
export async function cancellable<T>(job: Job, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throwIfCancelled(job)
    throw error
  }
}
