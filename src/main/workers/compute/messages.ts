import type { KernelTask } from '../../core/explain/trees/kernels'
import type { Memory, Module } from '../../kernels/webassembly'

/** `next[0]` is the number of the next task that nobody has taken. */
export type ToCompute =
  | { kind: 'open'; session: number; module: Module; memory: Memory }
  | { kind: 'run'; session: number; tasks: readonly KernelTask[]; scratch: number; next: Int32Array }
  | { kind: 'close'; session: number }

export type FromCompute = { kind: 'done' } | { kind: 'failed'; what: string }
