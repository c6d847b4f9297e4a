import { sum } from '../stats/math'
import { FEWEST_CLUSTERS } from '../stats/cluster'
import type { ClusterMoments } from './kernels'

/**
 * Each bin's design effect in one slice: the linearised variance of its share over per-cluster sums against that of independent rows,
 * [G/(G − 1) Σ_c (n_b − p n)²] / [N p (1 − p)]. Never under 1: a chance of less than independent rows is not used. Null under 30 clusters.
 */
export function designEffects(counts: Float64Array, moments: ClusterMoments, slice: number, clusters: number): Float64Array | null {
  if (clusters < FEWEST_CLUSTERS) return null
  const rows = sum(counts)
  return counts.map((count, bin) => {
    const share = count / rows
    if (!(share > 0 && share < 1)) return 1
    const at = slice * counts.length + bin
    const between = moments.squares[at]! - 2 * share * moments.cross[at]! + share * share * moments.sizes[slice]!
    return Math.max(1, ((clusters / (clusters - 1)) * between) / (rows * share * (1 - share)))
  })
}
