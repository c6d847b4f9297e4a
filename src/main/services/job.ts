import { AssayError } from '../../shared/model/errors'
import type { Job } from '../ports/job'

export type { Progress } from '../../shared/model/job'
export type { Job } from '../ports/job'

export function throwIfCancelled(job: Job): void {
  if (job.signal.aborted) throw new AssayError('internal/cancelled', { what: job.name })
}
