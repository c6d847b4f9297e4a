import type { KernelMemory, KernelPhase } from '../core/explain/trees/kernels'

/** Threads over one memory of their own, for one piece of work; the memory goes when nobody refers to it any more. */
export interface KernelSession {
  readonly threads: number
  readonly memory: KernelMemory
  /**
   * Shares the phase's tasks among the threads; resolves when all are done.
   * @throws AssayError `internal/cancelled` when `signal` aborts, after every thread has stopped
   */
  run(phase: KernelPhase, signal: AbortSignal): Promise<void>
  close(): void
}

/** Threads that are started once and kept; they do not keep the process alive while they are idle. */
export interface ComputePool {
  readonly threads: number
  open(): KernelSession
  close(): Promise<void>
}
