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

/** `copying`: into plain text, of files that are packed, in another encoding, JSON or Arrow. `rows`: done so far, where that is known. */
export type ImportProgress = { phase: 'copying' | 'reading' | 'writing'; rows?: number; fraction: number | null }

/** Reads other parties' files in a process that may die. */
export interface Reader {
  import(request: ImportRequest, signal: AbortSignal, onProgress: (progress: ImportProgress) => void): Promise<DatasetManifest>
}

/** What the two processes say to each other; structured clone or JSON. */
export type ToReader = { kind: 'import'; request: ImportRequest; scratch: string }
/** `alive` comes every second while the process is not stuck. */
export type FromReader =
  | { kind: 'alive' }
  | { kind: 'progress'; progress: ImportProgress }
  | { kind: 'done'; manifest: DatasetManifest }
  | { kind: 'failed'; error: { code: string; data: unknown } }

/** A process that was started for one import: by child_process.fork, or by Electron's utilityProcess. */
export interface ReaderChild {
  readonly pid: number | undefined
  send(message: ToReader): void
  onMessage(listener: (message: unknown) => void): void
  /** `how` is an exit code or a signal's name. Called once. */
  onExit(listener: (how: string) => void): void
  kill(): void
}

/** `heapMegabytes` caps the child's JavaScript heap. */
export type StartReader = (options: { entry: string; heapMegabytes: number }) => ReaderChild
