import { AssayError } from '../../../shared/model/errors'
import type { ShapChunk, TreeShapOrder } from '../../core/explain/trees/order'
import { shapSteps } from '../../core/explain/trees/shap-steps'
import type { Job } from '../job'
import type { WorkPorts } from '../tasks/work-ports'

/** Explains rows on the pool's threads; each chunk is `taken` before the next begins. Bits do not depend on the number of threads. */
export async function explainTrees(
  ports: Pick<WorkPorts, 'pool' | 'kernelBytes'>,
  order: Omit<TreeShapOrder, 'threads' | 'budgetBytes'>,
  job: Job,
  taken: (chunk: ShapChunk) => Promise<void>
): Promise<void> {
  const session = ports.pool().open()
  try {
    for (const step of shapSteps(session.memory, { ...order, threads: session.threads, budgetBytes: ports.kernelBytes })) {
      if (step.kind === 'rows') await taken(step.chunk)
      else {
        await session.run(step.phase, job.signal)
        job.progress({ phase: 'Explaining', fraction: step.phase.fraction })
      }
    }
  } catch (error) {
    throw error instanceof RangeError ? new AssayError('explain/memory', { what: error.message }) : error
  } finally {
    session.close()
  }
}
