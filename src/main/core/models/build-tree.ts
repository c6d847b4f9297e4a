import { damaged } from './fault'
import { LIMITS } from './limits'
import type { LinearLeaves, Tree } from './model'

/** A tree in the file's own numbering; `left[i] < 0` is a leaf. Arrays have one entry a node. */
export type RawShape = {
  at: string
  root: number
  left: ArrayLike<number>
  right: ArrayLike<number>
  feature: ArrayLike<number>
  threshold: ArrayLike<number>
  defaultLeft: ArrayLike<number | boolean>
  cover: ArrayLike<number> | null
  zeroIsMissing?: ArrayLike<number>
  set?: ArrayLike<number>
  linear?: LinearLeaves
  /** nodes that earlier trees of the same arrays have taken */
  seen?: Uint8Array
}
/** Which output a tree adds to, and what each leaf adds. */
export type RawLeaves = { output: number; value: (node: number) => number }
export type RawTree = RawShape & RawLeaves

/** The checked tree, renumbered depth first, left child first: every node is reached once, no index leads outside, nothing is NaN. */
export const buildTree = (raw: RawTree, features: number): Tree => buildTrees(raw, [raw], features)[0]!

/** The same for leaves with a value for each of several outputs: one tree an output, which share all but their values. */
export function buildTrees(raw: RawShape, leaves: readonly RawLeaves[], features: number): Tree[] {
  const order = depthFirst(raw)
  const place = new Map(order.map((node, index) => [node, index]))
  const isLeaf = order.map((node) => raw.left[node]! < 0)
  const child = (of: ArrayLike<number>): Int32Array => Int32Array.from(order, (node, i) => (isLeaf[i] ? -1 : place.get(of[node]!)!))
  const inner = (of: ArrayLike<number | boolean> | undefined, otherwise: number): number[] =>
    order.map((node, i) => (isLeaf[i] || of === undefined ? otherwise : Number(of[node])))
  const set = Int32Array.from(inner(raw.set, -1))
  const shape = {
    feature: Int32Array.from(inner(raw.feature, -1)),
    threshold: Float64Array.from(inner(raw.threshold, 0), (threshold, i) => (set[i]! >= 0 ? 0 : threshold)),
    left: child(raw.left),
    right: child(raw.right),
    defaultLeft: Uint8Array.from(inner(raw.defaultLeft, 0)),
    zeroIsMissing: Uint8Array.from(inner(raw.zeroIsMissing, 0)),
    set,
    cover: Float64Array.from(order, (node) => raw.cover?.[node] ?? NaN),
    linear: raw.linear === undefined ? null : reordered(raw.linear, order)
  }
  return leaves.map(({ output, value }) => {
    const tree = { ...shape, output, value: Float64Array.from(order, (node, i) => (isLeaf[i] ? value(node) : 0)) }
    checkNumbers(tree, raw, features)
    return tree
  })
}

/** Nodes in depth-first order; nodes that nothing leads to (XGBoost's pruned ones) are left out. */
function depthFirst(raw: RawShape): number[] {
  const nodes = raw.left.length
  const seen = raw.seen ?? new Uint8Array(nodes)
  const order: number[] = []
  const stack: { node: number; depth: number }[] = [{ node: raw.root, depth: 0 }]
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { node, depth } = next
    if (!Number.isInteger(node) || node < 0 || node >= nodes) damaged(raw.at, `has a child ${node}, but only ${nodes} nodes`)
    if (seen[node] === 1) damaged(raw.at, `has two ways to node ${node}`)
    if (depth > LIMITS.depth) damaged(raw.at, `is deeper than ${LIMITS.depth} levels`)
    seen[node] = 1
    order.push(node)
    if (raw.left[node]! < 0) continue
    stack.push({ node: raw.right[node]!, depth: depth + 1 }, { node: raw.left[node]!, depth: depth + 1 })
  }
  return order
}

function checkNumbers(tree: Tree, { at }: RawShape, features: number): void {
  for (let node = 0; node < tree.feature.length; node++) {
    if (tree.left[node]! < 0) {
      if (!Number.isFinite(tree.value[node])) damaged(at, 'has a leaf whose value is not a number')
      continue
    }
    const feature = tree.feature[node]!
    if (feature < 0 || feature >= features) damaged(at, `splits on feature ${feature}, but the model has ${features}`)
    if (Number.isNaN(tree.threshold[node])) damaged(at, 'has a threshold that is not a number')
    if (tree.cover[node]! < 0) damaged(at, 'has a node with a negative weight')
  }
}

const reordered = (linear: LinearLeaves, order: readonly number[]): LinearLeaves => ({
  constant: Float64Array.from(order, (node) => linear.constant[node]!),
  columns: order.map((node) => linear.columns[node]!),
  coefficients: order.map((node) => linear.coefficients[node]!)
})
