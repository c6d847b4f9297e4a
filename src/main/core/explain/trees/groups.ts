import type { Tree } from '../../models/model'
import { codedTest, type CodedForest, type CodedTest } from './coded-forest'

/** A player's conditions on the way to a leaf, as bits of the group's index: met where (index & bits) = value. */
export type Condition = { slot: number; player: number; bits: number; value: number; share: number }

export type GroupLeaf = { value: number; conditions: readonly Condition[] }

/**
 * A small subtree whose rows are told apart by a few bits: one for each player on the way from the root to it, one for each of its inner
 * nodes. Its table has a row for every combination of bits and a column for each of its players.
 */
export type Group = { masks: readonly number[]; players: readonly number[]; leaves: readonly GroupLeaf[] }

/** Mask a (met where it equals `metA`) and mask b, both met. */
export type Product = { a: number; metA: boolean; b: number; metB: boolean }

/** A tree cut into groups. Masks 0 … tests − 1 are the inner nodes' ("goes left"), then come the products. */
export type GroupedTree = { tests: readonly CodedTest[]; products: readonly Product[]; groups: readonly Group[] }

/** Something on the path: the player's mask says `met` where all its conditions so far hold. */
type Step = { player: number; share: number; mask: number; met: boolean }

/**
 * Cuts a tree into the largest subtrees of at most `height` that need no more than `mostBits` bits; null where not even single leaves fit.
 * `share`: of each node's training weight (1 where there is a background instead).
 */
export function groupTree(forest: CodedForest, tree: Tree, share: Float64Array, height: number, mostBits: number): GroupedTree | null {
  if (tree.feature[0]! < 0) return { tests: [], products: [], groups: [] }
  const heights = heightsOf(tree)
  const numberOf = new Int32Array(tree.feature.length).fill(-1)
  const tests: CodedTest[] = []
  for (let node = 0; node < numberOf.length; node++) {
    if (tree.feature[node]! < 0) continue
    numberOf[node] = tests.length
    tests.push(codedTest(forest, tree, node))
  }
  const products: Product[] = []
  const groups: Group[] = []
  const visit = (node: number, path: readonly Step[]): boolean => {
    const inner = heights[node]! <= height ? innerNodes(tree, node) : null
    if (inner !== null && path.length + inner.length <= mostBits) {
      groups.push(groupAt(tree, tests, numberOf, share, node, path, inner))
      return true
    }
    if (tree.feature[node]! < 0) return false
    const test = numberOf[node]!
    const { player } = tests[test]!
    return [tree.left[node]!, tree.right[node]!].every((child, i) =>
      visit(child, extend(path, { player, share: share[child]!, mask: test, met: i === 0 }, tests.length, products))
    )
  }
  return visit(0, []) ? { tests, products, groups } : null
}

/** The path with one more condition; a player that is on it already gets the product of both masks. */
function extend(path: readonly Step[], step: Step, tests: number, products: Product[]): readonly Step[] {
  const known = path.findIndex(({ player }) => player === step.player)
  if (known < 0) return [...path, step]
  const before = path[known]!
  products.push({ a: before.mask, metA: before.met, b: step.mask, metB: step.met })
  return path.with(known, { player: step.player, share: before.share * step.share, mask: tests + products.length - 1, met: true })
}

function groupAt(
  tree: Tree,
  tests: readonly CodedTest[],
  numberOf: Int32Array,
  share: Float64Array,
  root: number,
  path: readonly Step[],
  inner: readonly number[]
): Group {
  const players = path.map(({ player }) => player)
  for (const node of inner) {
    const { player } = tests[numberOf[node]!]!
    if (!players.includes(player)) players.push(player)
  }
  const leaves: GroupLeaf[] = []
  const descend = (node: number, conditions: readonly Condition[]): void => {
    if (tree.feature[node]! < 0) {
      leaves.push({ value: tree.value[node]!, conditions })
      return
    }
    const bits = 1 << (path.length + inner.indexOf(node))
    const { player } = tests[numberOf[node]!]!
    const slot = players.indexOf(player)
    const known = conditions.findIndex((condition) => condition.slot === slot)
    for (const [child, value] of [
      [tree.left[node]!, bits],
      [tree.right[node]!, 0]
    ] as const) {
      const before = conditions[known] ?? { slot, player, bits: 0, value: 0, share: 1 }
      const next = { ...before, bits: before.bits | bits, value: before.value | value, share: before.share * share[child]! }
      descend(child, known < 0 ? [...conditions, next] : conditions.with(known, next))
    }
  }
  descend(
    root,
    path.map(({ player, share: so, met }, slot) => ({ slot, player, bits: 1 << slot, value: met ? 1 << slot : 0, share: so }))
  )
  return { masks: [...path.map(({ mask }) => mask), ...inner.map((node) => numberOf[node]!)], players, leaves }
}

/** Inner nodes at or under a node, parents first. */
function innerNodes(tree: Tree, root: number): number[] {
  const nodes: number[] = []
  const visit = (node: number): void => {
    if (tree.feature[node]! < 0) return
    nodes.push(node)
    visit(tree.left[node]!)
    visit(tree.right[node]!)
  }
  visit(root)
  return nodes
}

/** Levels under each node; children stand after their parents. */
function heightsOf(tree: Tree): Int32Array {
  const heights = new Int32Array(tree.feature.length)
  for (let node = heights.length - 1; node >= 0; node--)
    if (tree.feature[node]! >= 0) heights[node] = 1 + Math.max(heights[tree.left[node]!]!, heights[tree.right[node]!]!)
  return heights
}
