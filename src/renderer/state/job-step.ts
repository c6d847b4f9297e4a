import type { Progress } from '../../shared/model/job'

type At = { progress: Progress; stepAt: number }

/** What is told of a job, and since when it is at its present step. */
export const stepped = (before: At, progress: Progress, now: number): At => ({
  progress,
  stepAt: progress.phase === before.progress.phase ? before.stepAt : now
})
