import type { Tree } from '../../models/model'
import { codedTest, type CodedForest, type CodedTest } from './coded-forest'
import { leafRecords, type LeafRecords } from './leaf-records'

/**
 * A small subtree whose rows are told apart by a few bits: one for each player on the way from the root to it, one for each of its inner
 * nodes. Its table has a row for every combination of bits and a column for each of its players.
 */
export type Group = { masks: readonly number[]; players: readonly number[]; leaves: number; firstLeaf: number }

/** Mask a (met where it equals `metA`) and mask b, both met. */
export type Product = { a: number; metA: boolean; b: number; metB: boolean }

/** A tree cut into groups. Masks 0 … tests − 1 are the inner nodes' ("goes left"), then come the products. `leaves`: their records. */
export type GroupedTree = { products: readonly Product[]; groups: readonly Group[]; leaves: Uint8Array }

/** The tests of a tree's inner nodes, in their order; `at`: each node's place among them. */
export type TreeTests = { tests: readonly CodedTest[]; at: Int32Array }

export function testsOf(forest: CodedForest, tree: Tree): TreeTests {
  const at = new Int32Array(tree.feature.length).fill(-1)
  const tests: CodedTest[] = []
  for (let node = 0; node < at.length; node++) if (tree.feature[node]! >= 0) at[node] = tests.push(codedTest(forest, tree, node)) - 1
  return { tests, at }
}

/** Something on the path: the player's mask says `met` where all its conditions so far hold. */
type Step = { player: number; share: number; mask: number; met: boolean }

type Cutting = {
  tree: Tree
  asked: TreeTests
  /** share of its parent's training weight that each node takes (of no account where there is a background instead) */
  share: Float64Array
  heights: Int32Array
  records: LeafRecords
  products: Product[]
  groups: Group[]
}

/**
 * Cuts a tree into the largest subtrees of at most `height` that need no more than `mostBits` bits; null where not even single leaves fit.
 * `players`: most distinct players on any way down.
 */
export function groupTree(
  tree: Tree,
  asked: TreeTests,
  share: Float64Array,
  players: number,
  height: number,
  mostBits: number
): GroupedTree | null {
  if (players > mostBits) return null
  const leaves = tree.feature.length - asked.tests.length
  const cutting: Cutting = { tree, asked, share, heights: heightsOf(tree), records: leafRecords(leaves, players), products: [], groups: [] }
  if (asked.tests.length > 0) visit(cutting, 0, [], height, mostBits)
  return { products: cutting.products, groups: cutting.groups, leaves: cutting.records.bytes() }
}

function visit(cutting: Cutting, node: number, path: readonly Step[], height: number, mostBits: number): void {
  const { tree, asked, share, heights, products } = cutting
  const inner = heights[node]! <= height ? innerNodes(tree, node) : null
  if (inner !== null && path.length + inner.length <= mostBits) {
    cutting.groups.push(groupAt(cutting, node, path, inner))
    return
  }
  const test = asked.at[node]!
  const { player } = asked.tests[test]!
  const [left, right] = [tree.left[node]!, tree.right[node]!]
  visit(cutting, left, extend(path, { player, share: share[left]!, mask: test, met: true }, asked.tests.length, products), height, mostBits)
  visit(
    cutting,
    right,
    extend(path, { player, share: share[right]!, mask: test, met: false }, asked.tests.length, products),
    height,
    mostBits
  )
}

/** The path with one more condition; a player that is on it already gets the product of both masks. */
function extend(path: readonly Step[], step: Step, tests: number, products: Product[]): readonly Step[] {
  const known = path.findIndex(({ player }) => player === step.player)
  if (known < 0) return [...path, step]
  const before = path[known]!
  products.push({ a: before.mask, metA: before.met, b: step.mask, metB: step.met })
  const both = { player: step.player, share: before.share * step.share, mask: tests + products.length - 1, met: true }
  return path.map((other, i) => (i === known ? both : other))
}

function groupAt(cutting: Cutting, root: number, path: readonly Step[], inner: readonly number[]): Group {
  const { asked, records } = cutting
  const players = path.map(({ player }) => player)
  for (const node of inner) {
    const { player } = asked.tests[asked.at[node]!]!
    if (!players.includes(player)) players.push(player)
  }
  const { conditions } = records
  conditions.count = path.length
  for (const [slot, { share, met }] of path.entries()) setCondition(conditions, slot, slot, 1 << slot, met ? 1 << slot : 0, share)
  const firstLeaf = records.length()
  const leaves = descend(cutting, root, path.length, inner, players)
  return { masks: [...path.map(({ mask }) => mask), ...inner.map((node) => asked.at[node]!)], players, leaves, firstLeaf }
}

function setCondition(to: LeafRecords['conditions'], i: number, slot: number, bits: number, value: number, share: number): void {
  to.slot[i] = slot
  to.bits[i] = bits
  to.value[i] = value
  to.share[i] = share
}

/** Writes the leaves under a node, left first; returns how many. */
function descend(cutting: Cutting, node: number, pathBits: number, inner: readonly number[], players: readonly number[]): number {
  const { tree, asked, share, records } = cutting
  if (tree.feature[node]! < 0) {
    records.leaf(tree.value[node]!)
    return 1
  }
  const { conditions } = records
  const bit = 1 << (pathBits + inner.indexOf(node))
  const slot = players.indexOf(asked.tests[asked.at[node]!]!.player)
  const before = conditions.count
  let i = 0
  while (i < before && conditions.slot[i] !== slot) i++
  const known = i < before
  const [bits, value, product] = known ? [conditions.bits[i]!, conditions.value[i]!, conditions.share[i]!] : [0, 0, 1]
  conditions.count = Math.max(before, i + 1)
  const [left, right] = [tree.left[node]!, tree.right[node]!]
  setCondition(conditions, i, slot, bits | bit, value | bit, product * share[left]!)
  let leaves = descend(cutting, left, pathBits, inner, players)
  setCondition(conditions, i, slot, bits | bit, value, product * share[right]!)
  leaves += descend(cutting, right, pathBits, inner, players)
  conditions.count = before
  if (known) setCondition(conditions, i, slot, bits, value, product)
  return leaves
}

/** Inner nodes at or under a node, parents first. */
function innerNodes(tree: Tree, node: number, found: number[] = []): number[] {
  if (tree.feature[node]! < 0) return found
  found.push(node)
  innerNodes(tree, tree.left[node]!, found)
  return innerNodes(tree, tree.right[node]!, found)
}

/** Levels under each node; children stand after their parents. */
function heightsOf(tree: Tree): Int32Array {
  const heights = new Int32Array(tree.feature.length)
  for (let node = heights.length - 1; node >= 0; node--)
    if (tree.feature[node]! >= 0) heights[node] = 1 + Math.max(heights[tree.left[node]!]!, heights[tree.right[node]!]!)
  return heights
}
