import { z } from 'zod'
import { sha256 } from './dataset'
import { jobInfo } from './job'
import { ledgerLine } from './ledger'

/** A report of a project, as a list shows it. */
export const listedReport = z.object({
  folder: z.string(),
  pdf: z.string(),
  digest: sha256,
  title: z.string(),
  model: z.string(),
  at: z.string(),
  signOffs: z.int().nonnegative(),
  /** Of the primary criteria; `none`: there are none. */
  verdict: z.enum(['pass', 'fail', 'insufficient', 'none']),
  findings: z.int().nonnegative()
})
export type ListedReport = z.infer<typeof listedReport>

export const importedDataset = z.object({ dataset: sha256, rows: z.int(), rejected: z.int(), at: z.string() })

export const runState = z.object({
  run: z.string(),
  n: z.int().positive(),
  plan: sha256,
  datasets: z.array(sha256),
  startedAt: z.string(),
  outcome: z.enum(['running', 'finished', 'cancelled', 'abandoned']),
  /** Of an abandoned run: the code of the error. */
  code: z.string().nullable(),
  /** Verdicts of the primary criteria, of a finished run. */
  counts: z.object({ pass: z.int(), fail: z.int(), insufficient: z.int() }).nullable(),
  /** Digest of the report that was written, where one was. */
  report: sha256.nullable()
})
export type RunState = z.infer<typeof runState>

/** Everything a window shows of a project before it opens a page. Newest first, but for the ledger. */
export const projectState = z.object({
  folder: z.string(),
  name: z.string(),
  /** The plan that this project's window works on: a path, and whether there is a file. */
  plan: z.object({ path: z.string(), exists: z.boolean() }),
  datasets: z.array(importedDataset),
  runs: z.array(runState),
  reports: z.array(listedReport),
  /** The last 200 lines, oldest first, and how many there are. */
  ledger: z.array(ledgerLine),
  ledgerLines: z.int().nonnegative(),
  jobs: z.array(jobInfo)
})
export type ProjectState = z.infer<typeof projectState>

export const recentProject = z.object({
  folder: z.string(),
  name: z.string(),
  plan: z.string().nullable(),
  openedAt: z.string(),
  exists: z.boolean()
})
export type RecentProject = z.infer<typeof recentProject>
