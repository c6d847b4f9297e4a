import type { JobEvent } from '../../shared/contract/procedure'
import type { JobOrder } from '../services/session/jobs'
import type { Session } from '../services/session/session'

/** Starts the work and follows it; the work goes on when nobody follows any more. */
export function runJob<T>({ jobs }: Session, order: JobOrder<T>, signal?: AbortSignal): AsyncGenerator<JobEvent<T>, void> {
  return jobs.watch(jobs.start(order), signal) as AsyncGenerator<JobEvent<T>, void>
}
