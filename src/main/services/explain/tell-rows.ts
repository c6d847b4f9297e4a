import type { Job } from '../job'

export const tellRows = (job: Job, rows: number, of: number): void => job.progress({ phase: 'Explaining', fraction: rows / of, rows, of })
