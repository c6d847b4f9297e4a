import { z } from 'zod'
import { jobInfo } from '../model/job'
import { jobEvents, procedure, trusted } from './procedure'

const oneJob = z.strictObject({ job: z.string().min(1).max(100) })

export const jobs = {
  list: procedure.output(z.array(jobInfo)),
  /** The events of a job that runs already: for a window that was closed and opened again. */
  watch: procedure.input(oneJob).output(jobEvents(trusted<unknown>())),
  /** A job that is over is no error. The job's own stream ends with `internal/cancelled`. */
  cancel: procedure.input(oneJob).output(z.object({}))
}
