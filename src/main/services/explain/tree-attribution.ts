import { AssayError } from '../../../shared/model/errors'
import type { Table } from '../../core/explain/subject'
import type { ShapChunk, TreeShapOrder } from '../../core/explain/trees/order'
import { shapSteps } from '../../core/explain/trees/shap-steps'
import type { Job } from '../job'
import type { WorkPorts } from '../tasks/work-ports'
import type { FeatureRows } from './feature-rows'
import { tellRows } from './tell-rows'

export type TreeOrder = Omit<TreeShapOrder, 'threads' | 'budgetBytes'> & { data: FeatureRows; background: FeatureRows | null }

/** Explains rows on the pool's threads; each chunk is `taken` before the next is read. Bits do not depend on the number of threads. */
export async function explainTrees(
  ports: Pick<WorkPorts, 'pool' | 'kernelBytes'>,
  order: TreeOrder,
  job: Job,
  taken: (chunk: ShapChunk) => Promise<void>
): Promise<void> {
  const session = ports.pool().open()
  const source = { data: inOrder(order.data), background: order.background && inOrder(order.background) }
  try {
    for (const step of shapSteps(session.memory, { ...order, threads: session.threads, budgetBytes: ports.kernelBytes })) {
      if (step.kind === 'rows') await taken(step.chunk)
      else if (step.kind === 'read') step.take(await source[step.of]!.next(step.rows))
      else {
        await session.run(step.phase, job.signal)
        tellRows(job, Math.floor(step.phase.fraction * order.data.rows), order.data.rows)
      }
    }
  } catch (error) {
    throw error instanceof RangeError ? new AssayError('explain/memory', { what: error.message }) : error
  } finally {
    session.close()
    await source.data.end()
    await source.background?.end()
  }
}

/** A block for each question: all but the last ask for as many rows as the first. */
function inOrder({ blocks }: FeatureRows): { next: (rows: number) => Promise<Table>; end: () => Promise<void> } {
  let reading: ReturnType<FeatureRows['blocks']> | undefined
  return {
    async next(rows) {
      reading ??= blocks(rows)
      const block = await reading.next()
      if (block.done === true) throw new Error('fewer rows than the manifest says')
      return block.value
    },
    end: async () => void (await reading?.return())
  }
}
