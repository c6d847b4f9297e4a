import { parentPort, workerData } from 'node:worker_threads'
import { AssayError, isAssayError } from '../../../shared/model/errors'
import type { Progress } from '../../../shared/model/job'
import { createExecutor } from '../../compose-executor'
import type { OrderOf, TaskName } from '../../ports/executor'
import type { ExecutorStart, FromExecutor, ToExecutor } from '../../workers/executor/messages'
import { refuseNetwork } from '../refuse-network'

const PAUSE_MS = 50

/** The entry of a thread that does an engine's long work: the same services, nobody to wait for an answer meanwhile. */
function serve({ fence, ...start }: ExecutorStart): void {
  refuseNetwork()
  const executor = createExecutor({ ...start, ...(fence === null ? {} : { fence }) })
  const running = new Map<number, AbortController>()
  const say = (message: FromExecutor, transfer: readonly ArrayBuffer[] = []): void => parentPort?.postMessage(message, transfer)

  const run = async (id: number, task: TaskName, name: string, order: unknown): Promise<void> => {
    const controller = new AbortController()
    running.set(id, controller)
    const progress = withPauses((said) => say({ kind: 'progress', id, progress: said }))
    try {
      const result = await executor.run(task, order as OrderOf<typeof task>, { name, signal: controller.signal, progress })
      say({ kind: 'done', id, result }, buffersOf(result))
    } catch (error) {
      say({ kind: 'failed', id, error: named(error) })
    } finally {
      running.delete(id)
    }
  }
  parentPort?.on('message', (message: ToExecutor) => {
    if (message.kind === 'cancel') running.get(message.id)?.abort()
    else void run(message.id, message.task, message.name, message.order)
  })
}

/** A new phase at once, others now and then. */
function withPauses(say: (progress: Progress) => void): (progress: Progress) => void {
  let last: { at: number; phase: string } | undefined
  return (progress) => {
    const at = performance.now()
    if (last?.phase === progress.phase && at - last.at < PAUSE_MS) return
    last = { at, phase: progress.phase }
    say(progress)
  }
}

const named = (error: unknown): { code: string; data: unknown } =>
  (isAssayError(error)
    ? error
    : new AssayError('internal/unexpected', { what: error instanceof Error ? error.message : String(error) })
  ).toJSON()

/** What a result can hand over instead of copying it: the buffers of its own bytes. */
function buffersOf(result: unknown): ArrayBuffer[] {
  const buffers = new Set<ArrayBuffer>()
  const visit = (value: unknown, depth: number): void => {
    if (value instanceof Uint8Array) {
      if (value.buffer instanceof ArrayBuffer && value.byteLength === value.buffer.byteLength) buffers.add(value.buffer)
    } else if (Array.isArray(value) && depth < 3) value.forEach((item) => visit(item, depth + 1))
    else if (typeof value === 'object' && value !== null && depth < 3) Object.values(value).forEach((item) => visit(item, depth + 1))
  }
  visit(result, 0)
  return [...buffers]
}

serve(workerData as ExecutorStart)
