import type { DatasetManifest, Reading } from '../../shared/model/dataset'

export type ImportRequest = {
  /** Absolute paths of regular files, symlinks already resolved, in the order in which the rows shall stand. */
  files: readonly { path: string; name: string }[]
  reading: Reading
  /** Where the dataset's own file shall appear, as `<id>.duckdb`, when the reader ended cleanly. */
  folder: string
  limits: ImportLimits
}

export type ImportLimits = {
  memoryBytes: number
  threads: number
  deadlineMs: number
}

export type ImportProgress = { phase: 'hashing' | 'reading' | 'typing' | 'writing'; rows: number; fraction: number }

/** Reads other parties' files in a process that may die. */
export interface Reader {
  import(request: ImportRequest, signal: AbortSignal, onProgress: (progress: ImportProgress) => void): Promise<DatasetManifest>
}
