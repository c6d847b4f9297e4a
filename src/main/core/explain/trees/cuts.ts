import type { CategorySet, Tree, TreeEnsemble } from '../../models/model'
import { nextUp } from './next-up'

const ZERO = Math.fround(1e-35)

/**
 * Where the tests on each column change their answer: between two neighbouring cuts [c, c′) all values of a column go the same way in every
 * tree. Thresholds, borders of category sets, the borders of what counts as zero: one kind of cut for all of them.
 */
export function cutsOf(ensemble: TreeEnsemble, trees: readonly Tree[], columns: number): Float64Array[] {
  const cuts = Array.from({ length: columns }, (): number[] => [])
  const seen = new Set<string>()
  for (const tree of trees)
    for (const [node, column] of tree.feature.entries()) {
      if (column < 0) continue
      const set = tree.set[node]!
      if (set < 0) cuts[column]!.push(cutOf(ensemble, tree.threshold[node]!))
      if (set >= 0 && !seen.has(`${set} ${column}`)) for (const cut of bordersOf(ensemble.sets[set]!)) cuts[column]!.push(cut)
      if (tree.zeroIsMissing[node] === 1 && !seen.has(`zero ${column}`)) cuts[column]!.push(-ZERO, nextUp(ZERO))
      if (set >= 0) seen.add(`${set} ${column}`)
      if (tree.zeroIsMissing[node] === 1) seen.add(`zero ${column}`)
    }
  return cuts.map(ascending)
}

/** The smallest value that does not go left. */
export const cutOf = ({ inclusive }: TreeEnsemble, threshold: number): number => (inclusive ? nextUp(threshold) : threshold)

/** Members are whole parts towards zero: 0 stands for all of (−1, 1). */
function bordersOf({ bits }: CategorySet): number[] {
  const borders: number[] = []
  for (let k = 0; k < 32 * bits.length; k++) if (((bits[k >>> 5]! >>> (k & 31)) & 1) === 1) borders.push(k === 0 ? nextUp(-1) : k, k + 1)
  return borders
}

function ascending(cuts: readonly number[]): Float64Array {
  const sorted = Float64Array.from(cuts).sort()
  let kept = 0
  for (let i = 0; i < sorted.length; i++) if (i === 0 || sorted[i] !== sorted[kept - 1]) sorted[kept++] = sorted[i]!
  return sorted.slice(0, kept)
}
