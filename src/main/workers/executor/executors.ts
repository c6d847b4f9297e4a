import type { Executor, Executors } from '../../ports/executor'
import type { ExecutorStart } from './messages'
import { startExecutor, type ThreadExecutor } from './thread'

/** For how long a thread that nobody uses is kept. */
const IDLE_MS = 20_000

/** Threads are started when they are needed; one that is free is taken again, or ends when nobody wants it. */
export function createExecutors(entry: string, start: ExecutorStart): Executors {
  const idle = new Map<ThreadExecutor, NodeJS.Timeout>()

  const take = (): ThreadExecutor => {
    for (const [thread, timer] of idle) {
      clearTimeout(timer)
      idle.delete(thread)
      if (thread.alive()) return thread
    }
    return startExecutor(entry, start)
  }
  const giveBack = (thread: ThreadExecutor): void => {
    if (!thread.alive()) return
    const end = (): void => {
      idle.delete(thread)
      thread.close()
    }
    idle.set(thread, setTimeout(end, IDLE_MS).unref())
  }

  return {
    async run(task, order, job) {
      const thread = take()
      try {
        return await thread.run(task, order, job)
      } finally {
        giveBack(thread)
      }
    },
    open: (): Executor => take()
  }
}
