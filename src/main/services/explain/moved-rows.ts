import { AssayError } from '../../../shared/model/errors'
import type { Collector } from '../../core/explain/moved/collect'
import { movedSteps } from '../../core/explain/moved/moved-steps'
import type { MovedOrder } from '../../core/explain/moved/order'
import type { Job } from '../job'
import type { Ports } from '../ports'

/** Asks an ensemble again with values moved, on the pool's threads. Bits do not depend on the number of threads. */
export async function runMoved<T>(
  ports: Pick<Ports, 'pool' | 'kernelBytes'>,
  order: Omit<MovedOrder, 'threads' | 'budgetBytes'>,
  collector: Collector<T>,
  job: Job
): Promise<T> {
  const session = ports.pool().open()
  try {
    for (const step of movedSteps(session.memory, { ...order, threads: session.threads, budgetBytes: ports.kernelBytes })) {
      if (step.kind !== 'run') collector.add(step)
      else {
        await session.run(step.phase, job.signal)
        job.progress({ phase: 'Permuting features', fraction: step.phase.fraction })
      }
    }
    return collector.result()
  } catch (error) {
    throw error instanceof RangeError ? new AssayError('explain/memory', { what: error.message }) : error
  } finally {
    session.close()
  }
}
