import type { FairnessKernels } from '../fairness/kernels'
import { dependenceOf } from '../columns/dependence'
import type { PlannedPart } from '../columns/planned-part'
import type { RowDesign } from '../stats/share-of-rows'

/** How the rows of a part stand for the world, by the plan: clusters where rows repeat, a frame where they were drawn from one. */
export function rowDesignOf(input: PlannedPart, kernels: Pick<FairnessKernels, 'clusterRows'>): RowDesign {
  const { plan, rows } = input
  const found = dependenceOf(input)
  const clusters = found === null ? null : kernels.clusterRows(found.codes)
  const frame = plan.inference.kind === 'sample' ? { rows, of: plan.inference.frame } : null
  return { level: plan.level, frame, clusters: clusters !== null && clusters.largest > 1 ? clusters : null }
}
