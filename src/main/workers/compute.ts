import { parentPort } from 'node:worker_threads'
import { taskRunner } from '../kernels/trees'
import type { FromCompute, ToCompute } from './compute/messages'

type Session = { run: ReturnType<typeof taskRunner> }

/** A thread of the pool: takes tasks off the shared counter until none is left. */
function serve(): void {
  const sessions = new Map<number, Session>()
  const answer = (message: FromCompute): void => parentPort?.postMessage(message)
  parentPort?.on('message', (message: ToCompute) => {
    if (message.kind === 'open') sessions.set(message.session, { run: taskRunner(message.module, message.memory) })
    if (message.kind === 'close') sessions.delete(message.session)
    if (message.kind === 'run') answer(work(sessions.get(message.session), message))
  })
}

function work(session: Session | undefined, { tasks, scratch, next }: ToCompute & { kind: 'run' }): FromCompute {
  if (session === undefined) return { kind: 'failed', what: 'a computation that is closed' }
  try {
    for (let i = Atomics.add(next, 0, 1); i < tasks.length; i = Atomics.add(next, 0, 1)) session.run(tasks[i]!, scratch)
    return { kind: 'done' }
  } catch (error) {
    Atomics.store(next, 0, tasks.length)
    return { kind: 'failed', what: error instanceof Error ? error.message : String(error) }
  }
}

serve()
