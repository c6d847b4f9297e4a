import type { Tree } from '../../models/model'

/**
 * Share of a node's training weight that each child takes: share[child]. Where no training row reached the node, half each. A tree without
 * covers has NaN shares: ask `hasCovers` first.
 */
export function sharesOf(tree: Tree): Float64Array {
  const share = new Float64Array(tree.feature.length).fill(1)
  for (let node = 0; node < share.length; node++) {
    if (tree.feature[node]! < 0) continue
    const [left, right] = [tree.left[node]!, tree.right[node]!]
    const whole = tree.cover[node]!
    share[left] = whole === 0 ? 0.5 : tree.cover[left]! / whole
    share[right] = whole === 0 ? 0.5 : tree.cover[right]! / whole
  }
  return share
}

/** What a tree says on average over its training rows. Children stand after their parents. */
export function expectationOf(tree: Tree, share: Float64Array): number {
  const mean = tree.value.slice()
  for (let node = mean.length - 1; node >= 0; node--) {
    if (tree.feature[node]! < 0) continue
    const [left, right] = [tree.left[node]!, tree.right[node]!]
    mean[node] = share[left]! * mean[left]! + share[right]! * mean[right]!
  }
  return mean[0]!
}

/** Whether every node has a training weight: what path-dependent values need. */
export const hasCovers = (tree: Tree): boolean => tree.feature.length === 1 || tree.cover.every((cover) => cover >= 0)
