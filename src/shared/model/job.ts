import { z } from 'zod'

/** What a host is told while a job runs; `fraction` is of the whole job where it is known. `rows`: done so far, `of` so many where that is known. */
export const progress = z.object({
  phase: z.string(),
  fraction: z.number().nullable(),
  rows: z.number().optional(),
  of: z.number().optional()
})
export type Progress = z.infer<typeof progress>

export const jobKind = z.enum(['import', 'audit', 'sample', 'reperformance', 'explain', 'explore', 'profile'])
export type JobKind = z.infer<typeof jobKind>

/** One running piece of work of the engine; it goes on when the window that started it is closed. */
export const jobInfo = z.object({
  id: z.string(),
  kind: jobKind,
  /** What the user would call it: "The audit". */
  name: z.string(),
  /** The project's folder; null for work that needs none. */
  folder: z.string().nullable(),
  /** Milliseconds since 1970. */
  startedAt: z.number(),
  progress
})
export type JobInfo = z.infer<typeof jobInfo>
