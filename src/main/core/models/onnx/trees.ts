import { buildTrees } from '../build-tree'
import { damaged } from '../fault'
import { LIMITS } from '../limits'
import type { Tree } from '../model'
import type { Attribute, GraphNode } from './graph'
import { asInclusive, MODES, type Mode } from './split-mode'

/** What a leaf adds to an output. */
export type LeafWeight = { tree: number; node: number; output: number; weight: number }

/** A list of numbers under a name, or, in double precision, as a tensor under the name with `_as_tensor`. */
export function numbersUnder(node: GraphNode, name: string): Float64Array {
  const tensor = node.attributes.get(`${name}_as_tensor`)?.tensor
  return tensor?.numbers ?? node.attributes.get(name)?.floats ?? new Float64Array(0)
}

const ints = (node: GraphNode, name: string): Float64Array => node.attributes.get(name)?.ints ?? new Float64Array(0)

function listed(node: GraphNode, name: string, length: number, of: (attribute: Attribute) => ArrayLike<number>): ArrayLike<number> {
  const attribute = node.attributes.get(name)
  const list = attribute === undefined ? [] : of(attribute)
  return list.length === length ? list : damaged(node.at, `has ${list.length} entries in ${name} where ${length} are needed`)
}

/** The weights of leaves under `class_…` or `target_…`. */
export function leafWeights(node: GraphNode, prefix: 'class' | 'target'): LeafWeight[] {
  const trees = ints(node, `${prefix}_treeids`)
  const nodes = listed(node, `${prefix}_nodeids`, trees.length, (list) => list.ints)
  const outputs = listed(node, `${prefix}_ids`, trees.length, (list) => list.ints)
  const weights = numbersUnder(node, `${prefix}_weights`)
  if (weights.length !== trees.length) damaged(node.at, `has ${weights.length} leaf weights where ${trees.length} are needed`)
  return Array.from(trees, (tree, i) => ({ tree, node: nodes[i]!, output: outputs[i]!, weight: weights[i]! }))
}

/** The trees of TreeEnsembleClassifier and -Regressor; null where a node compares for equality. */
export function readTrees(node: GraphNode, leaves: readonly LeafWeight[], features: number, float32: boolean): Tree[] | null {
  const tree = ints(node, 'nodes_treeids')
  const modes = (node.attributes.get('nodes_modes')?.texts ?? []) as readonly (Mode | 'LEAF')[]
  if (modes.length !== tree.length) damaged(node.at, `has ${modes.length} modes for ${tree.length} nodes`)
  if (modes.some((mode) => mode === 'BRANCH_EQ' || mode === 'BRANCH_NEQ')) return null
  const nodes = columnsOf(node, tree, modes, float32)
  const weights = groupedByTree(node, leaves)
  const places = placesByTree(tree)
  let copies = 0
  return [...places].flatMap(([id, rows]) => {
    const byOutput = weights.get(id) ?? new Map<number, Map<number, number>>()
    copies += rows.length * byOutput.size
    if (copies > LIMITS.nodes) damaged(node.at, `has more than ${LIMITS.nodes} nodes over all outputs`)
    return oneTree(node, nodes, { id, rows, byOutput }, features)
  })
}

type Columns = {
  id: ArrayLike<number>
  feature: ArrayLike<number>
  left: Float64Array
  right: Float64Array
  threshold: Float64Array
  defaultLeft: Uint8Array
  leaf: Uint8Array
}

function columnsOf(node: GraphNode, tree: Float64Array, modes: readonly (Mode | 'LEAF')[], float32: boolean): Columns {
  const size = tree.length
  const ifTrue = listed(node, 'nodes_truenodeids', size, (list) => list.ints)
  const ifFalse = listed(node, 'nodes_falsenodeids', size, (list) => list.ints)
  const values = numbersUnder(node, 'nodes_values')
  if (values.length !== size) damaged(node.at, `has ${values.length} thresholds for ${size} nodes`)
  const tracks = ints(node, 'nodes_missing_value_tracks_true')
  const columns: Columns = {
    id: listed(node, 'nodes_nodeids', size, (list) => list.ints),
    feature: listed(node, 'nodes_featureids', size, (list) => list.ints),
    left: new Float64Array(size),
    right: new Float64Array(size),
    threshold: new Float64Array(size),
    defaultLeft: new Uint8Array(size),
    leaf: Uint8Array.from(modes, (mode) => Number(mode === 'LEAF'))
  }
  for (let i = 0; i < size; i++) {
    if (columns.leaf[i] === 1) continue
    const mode = MODES.find((known) => known === modes[i]) ?? damaged(node.at, `has the mode "${String(modes[i]).slice(0, 40)}"`)
    const test = asInclusive(mode, values[i]!, float32) ?? damaged(node.at, `has the mode ${mode}, which belongs to another operator`)
    columns.threshold[i] = test.threshold
    columns.left[i] = test.trueIsLeft ? ifTrue[i]! : ifFalse[i]!
    columns.right[i] = test.trueIsLeft ? ifFalse[i]! : ifTrue[i]!
    columns.defaultLeft[i] = Number((tracks[i] === 1) === test.trueIsLeft)
  }
  return columns
}

/** Rows of the lists that belong to each tree, trees in the order in which they appear. */
function placesByTree(tree: Float64Array): Map<number, number[]> {
  const places = new Map<number, number[]>()
  for (const [i, id] of tree.entries()) {
    const rows = places.get(id)
    if (rows === undefined) places.set(id, [i])
    else rows.push(i)
  }
  return places
}

type Grouped = Map<number, Map<number, Map<number, number>>>

/** tree → output → node → weight; a leaf may have several weights for one output, which add up. */
function groupedByTree(node: GraphNode, leaves: readonly LeafWeight[]): Grouped {
  const grouped: Grouped = new Map()
  for (const { tree, node: leaf, output, weight } of leaves) {
    if (!Number.isFinite(weight)) damaged(node.at, 'has a leaf weight that is not a number')
    const byOutput = grouped.get(tree) ?? new Map<number, Map<number, number>>()
    const byNode = byOutput.get(output) ?? new Map<number, number>()
    byNode.set(leaf, (byNode.get(leaf) ?? 0) + weight)
    grouped.set(tree, byOutput.set(output, byNode))
  }
  return grouped
}

function oneTree(
  node: GraphNode,
  all: Columns,
  { id, rows, byOutput }: { id: number; rows: readonly number[]; byOutput: Map<number, Map<number, number>> },
  features: number
): Tree[] {
  const at = `${node.at}, tree ${id}`
  const place = new Map(rows.map((row, i) => [all.id[row]!, i]))
  if (place.size < rows.length) damaged(at, 'has a node twice')
  const child = (of: Float64Array): number[] =>
    rows.map((row) => (all.leaf[row] === 1 ? -1 : (place.get(of[row]!) ?? damaged(at, `leads to node ${of[row]}, which it does not have`))))
  const [left, right] = [child(all.left), child(all.right)]
  const reached = new Set([...left, ...right])
  const roots = rows.flatMap((_, i) => (reached.has(i) ? [] : [i]))
  if (roots.length !== 1) damaged(at, `has ${roots.length} roots`)
  const take = (of: ArrayLike<number>): number[] => rows.map((row) => of[row]!)
  const shape = {
    at,
    root: roots[0]!,
    left,
    right,
    feature: take(all.feature),
    threshold: take(all.threshold),
    defaultLeft: take(all.defaultLeft),
    cover: null
  }
  for (const leaf of new Set([...byOutput.values()].flatMap((byNode) => [...byNode.keys()])))
    if (left[place.get(leaf) ?? -1] !== -1) damaged(at, `has a weight for node ${leaf}, which is no leaf of it`)
  const leaves = Array.from(byOutput, ([output, byNode]) => ({ output, value: (i: number) => byNode.get(all.id[rows[i]!]!) ?? 0 }))
  return buildTrees(shape, leaves, features)
}
