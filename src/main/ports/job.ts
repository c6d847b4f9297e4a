import type { Progress } from '../../shared/model/job'

/** One running piece of work: one signal to cancel it, one place to report progress to. */
export type Job = { name: string; signal: AbortSignal; progress: (progress: Progress) => void }
