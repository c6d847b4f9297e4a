import { Worker } from 'node:worker_threads'
import { AssayError } from '../../../shared/model/errors'
import type { KernelPhase } from '../../core/explain/trees/kernels'
import { compileKernels, sharedMemory } from '../../kernels/trees'
import type { ComputePool, KernelSession } from '../../ports/pool'
import type { FromCompute, ToCompute } from './messages'

export type PoolOptions = {
  /** The thread's built file, out/main/compute.cjs. */
  entry: string
  /** The bytes of trees.wasm. */
  kernels: Uint8Array<ArrayBuffer>
  threads: number
}

/** A taken task is finished before its thread stops: beyond every list, so that no other is begun. */
const STOP = 1 << 30

/** Threads start with the first piece of work and stay. */
export function createComputePool({ entry, kernels, threads }: PoolOptions): ComputePool {
  let workers: Worker[] = []
  let sessions = 0
  const module = compileKernels(kernels)
  const started = (): Worker[] => {
    if (workers.length === 0) workers = Array.from({ length: threads }, () => new Worker(entry))
    return workers
  }
  return {
    threads,
    open() {
      const { memory, kernelMemory } = sharedMemory()
      const session = sessions++
      const tell = (message: ToCompute): void => started().forEach((worker) => worker.postMessage(message))
      tell({ kind: 'open', session, module, memory })
      started().forEach((worker) => worker.unref())
      return {
        threads,
        memory: kernelMemory,
        run: (phase, signal) => runPhase(started(), session, phase, signal),
        close: () => tell({ kind: 'close', session })
      }
    },
    async close() {
      const ending = workers
      workers = []
      await Promise.all(ending.map((worker) => worker.terminate()))
    }
  }
}

async function runPhase(
  workers: readonly Worker[],
  session: number,
  phase: KernelPhase,
  signal: AbortSignal
): ReturnType<KernelSession['run']> {
  if (signal.aborted) throw cancelled()
  const next = new Int32Array(new SharedArrayBuffer(4))
  const stop = (): void => void Atomics.store(next, 0, STOP)
  signal.addEventListener('abort', stop, { once: true })
  try {
    const busy = workers.slice(0, phase.tasks.length)
    const answers = await Promise.all(
      busy.map((worker, thread) => {
        const scratch = phase.scratch + thread * phase.scratchBytes
        return ask(worker, { kind: 'run', session, tasks: phase.tasks, scratch, next })
      })
    )
    for (const answer of answers)
      if (answer.kind === 'failed') throw new AssayError('internal/unexpected', { what: `${answer.what} in a computing thread` })
  } finally {
    signal.removeEventListener('abort', stop)
  }
  if (signal.aborted) throw cancelled()
}

const cancelled = (): AssayError => new AssayError('internal/cancelled', { what: 'The explanation' })

/** One question, one answer; a thread that dies answers too. */
function ask(worker: Worker, message: ToCompute): Promise<FromCompute> {
  return new Promise((resolve) => {
    const settle = (answer: FromCompute): void => {
      worker.off('message', settle)
      worker.off('error', onError)
      worker.off('exit', onExit)
      worker.unref()
      resolve(answer)
    }
    const onError = (error: Error): void => settle({ kind: 'failed', what: error.message })
    const onExit = (): void => settle({ kind: 'failed', what: 'it ended' })
    worker.ref()
    worker.on('message', settle)
    worker.on('error', onError)
    worker.on('exit', onExit)
    worker.postMessage(message)
  })
}
