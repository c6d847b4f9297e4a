import type { Fence } from '../../files/fence'
import type { Progress } from '../../../shared/model/job'
import type { TaskName } from '../../ports/executor'

/** Handed to the thread when it starts. */
export type ExecutorStart = { root: string; memoryBytes: number; threads: number; keysFolder: string; fence: Fence | null }

export type ToExecutor = { kind: 'run'; id: number; task: TaskName; name: string; order: unknown } | { kind: 'cancel'; id: number }

export type FromExecutor =
  | { kind: 'progress'; id: number; progress: Progress }
  | { kind: 'done'; id: number; result: unknown }
  | { kind: 'failed'; id: number; error: { code: string; data: unknown } }
