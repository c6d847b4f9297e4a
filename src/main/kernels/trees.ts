import type { KernelMemory, KernelName, KernelPhase, KernelTask, TreeKernels } from '../core/explain/trees/kernels'
import { webAssembly, type Memory, type Module } from './webassembly'

const PAGE = 65_536
const MOST_PAGES = 65_536

type Exported = (...args: number[]) => void

export const compileKernels = (bytes: Uint8Array<ArrayBuffer>): Module => new webAssembly.Module(bytes)

/** Memory that several threads can work on; it never shrinks. */
export function sharedMemory(): { memory: Memory; kernelMemory: KernelMemory } {
  const memory = new webAssembly.Memory({ initial: 1, maximum: MOST_PAGES, shared: true })
  // Kept, since asking a shared memory for its buffer takes microseconds.
  let { buffer } = memory
  const reserve = (bytes: number): void => {
    const missing = Math.ceil((bytes - buffer.byteLength) / PAGE)
    if (missing <= 0) return
    memory.grow(missing)
    ;({ buffer } = memory)
  }
  return { memory, kernelMemory: { reserve, buffer: () => buffer } }
}

/** The kernels of a compiled module on one thread: runs a task with its own scratch. */
export function taskRunner(module: Module, memory: Memory): (task: KernelTask, scratch: number) => void {
  const exported = new webAssembly.Instance(module, { env: { memory } }).exports as Record<KernelName, Exported>
  return (task, scratch) => {
    for (const { kernel, args, scratch: wanted } of task) exported[kernel](...args, ...(wanted ? [scratch] : []))
  }
}

/** Kernels from the bytes of trees.wasm, all on this thread. */
export function treeKernels(bytes: Uint8Array<ArrayBuffer>): TreeKernels {
  const { memory, kernelMemory } = sharedMemory()
  const runTask = taskRunner(compileKernels(bytes), memory)
  return {
    ...kernelMemory,
    threads: 1,
    run: ({ tasks, scratch }: KernelPhase) => {
      for (const task of tasks) runTask(task, scratch)
    }
  }
}
