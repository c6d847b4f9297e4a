import { Worker } from 'node:worker_threads'
import { AssayError, reviveError } from '../../../shared/model/errors'
import type { Executor } from '../../ports/executor'
import type { Job } from '../../ports/job'
import type { ExecutorStart, FromExecutor, ToExecutor } from './messages'

/** A thread that still runs a kernel so long after it was told to stop is ended. */
const GRACE_MS = 100

export type ThreadExecutor = Executor & { alive: () => boolean }

type Running = { job: Job; resolve: (result: never) => void; reject: (error: unknown) => void }

/** An executor in a thread of its own. It keeps the process alive only while it works. */
export function startExecutor(entry: string, start: ExecutorStart): ThreadExecutor {
  const worker = new Worker(entry, { workerData: start, stdout: false, stderr: false })
  const running = new Map<number, Running>()
  let alive = true
  let last = 0
  worker.unref()

  const settle = (id: number): Running | undefined => {
    const found = running.get(id)
    running.delete(id)
    if (running.size === 0) worker.unref()
    return found
  }
  const end = (error: (job: Job) => AssayError): void => {
    alive = false
    for (const [id, { job, reject }] of [...running]) {
      settle(id)
      reject(error(job))
    }
    void worker.terminate()
  }
  worker.on('message', (said: FromExecutor) => {
    if (said.kind === 'progress') running.get(said.id)?.job.progress(said.progress)
    else if (said.kind === 'done') settle(said.id)?.resolve(said.result as never)
    else settle(said.id)?.reject(reviveError(said.error))
  })
  worker.on('error', (error) => end(() => new AssayError('internal/unexpected', { what: error.message })))
  worker.on('exit', () => end(() => new AssayError('internal/unexpected', { what: 'a thread of the engine ended' })))

  return {
    alive: () => alive,
    async run(task, order, job) {
      const cancelled = (): AssayError => new AssayError('internal/cancelled', { what: job.name })
      if (job.signal.aborted) throw cancelled()
      if (!alive) throw new AssayError('internal/unexpected', { what: 'a thread of the engine ended' })
      const id = ++last
      const say = (message: ToExecutor): void => worker.postMessage(message)
      let timer: NodeJS.Timeout | undefined
      const cancel = (): void => {
        say({ kind: 'cancel', id })
        timer = setTimeout(() => end(cancelled), GRACE_MS)
      }
      job.signal.addEventListener('abort', cancel, { once: true })
      worker.ref()
      try {
        return await new Promise((resolve, reject) => {
          running.set(id, { job, resolve, reject })
          say({ kind: 'run', id, task, name: job.name, order })
        })
      } finally {
        clearTimeout(timer)
        job.signal.removeEventListener('abort', cancel)
      }
    },
    close: () => end(({ name }) => new AssayError('internal/cancelled', { what: name }))
  }
}
