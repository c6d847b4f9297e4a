import type { CategorySet, Tree, TreeEnsemble } from './model'

const ZERO = Math.fround(1e-35)

/** Whether the whole part of x (towards 0) is in the set; negative numbers and infinities are in none. */
export function isMember({ bits }: CategorySet, x: number): boolean {
  const k = Math.trunc(x)
  return k >= 0 && k < 32 * bits.length && ((bits[k >>> 5]! >>> (k & 31)) & 1) === 1
}

/** Whether `x` (rounded already where the ensemble says so) goes left at `node`. */
export function goesLeft(ensemble: TreeEnsemble, tree: Tree, node: number, x: number): boolean {
  if (x !== x || (tree.zeroIsMissing[node] === 1 && x >= -ZERO && x <= ZERO)) return tree.defaultLeft[node] === 1
  const set = tree.set[node]!
  if (set >= 0) return isMember(ensemble.sets[set]!, x) === ensemble.sets[set]!.membersGoLeft
  return ensemble.inclusive ? x <= tree.threshold[node]! : x < tree.threshold[node]!
}

/** The leaf that a row reaches. */
export function leafOf(ensemble: TreeEnsemble, tree: Tree, columns: readonly Float64Array[], row: number): number {
  let node = 0
  for (let feature = tree.feature[0]!; feature >= 0; feature = tree.feature[node]!) {
    const x = columns[feature]![row]!
    node = goesLeft(ensemble, tree, node, ensemble.float32 ? Math.fround(x) : x) ? tree.left[node]! : tree.right[node]!
  }
  return node
}

/** What a leaf adds for a row: its value, or LightGBM's linear form of it (tree.h, `Tree::Predict` with linear leaves). */
export function leafValue(tree: Tree, leaf: number, columns: readonly Float64Array[], row: number): number {
  const { linear } = tree
  if (linear === null) return tree.value[leaf]!
  const used = linear.columns[leaf]!
  const coefficients = linear.coefficients[leaf]!
  let total = linear.constant[leaf]!
  for (let i = 0; i < used.length; i++) {
    const x = columns[used[i]!]![row]!
    if (x !== x) return tree.value[leaf]!
    total += coefficients[i]! * x
  }
  return total
}
