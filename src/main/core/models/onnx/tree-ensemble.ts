import { buildTrees, type RawShape } from '../build-tree'
import { addMembers, emptySets } from '../category-sets'
import { damaged } from '../fault'
import { LIMITS } from '../limits'
import type { CategorySet } from '../model'
import type { GraphNode } from './graph'
import { asInclusive, MODES, type Mode } from './split-mode'
import { checkOutputs, ensembleOf, wholeAttribute } from './tree-operators'
import { matrixOf, type Operator } from './value'

const AVERAGE = 0
const SUM = 1

/**
 * TreeEnsemble of ai.onnx.ml 5: inner nodes and leaves in lists of their own, trees by their roots. With a `post_transform` it is left to ONNX
 * Runtime, whose numbering of the transforms is not the specification's (microsoft/onnxruntime#26596).
 */
export const treeEnsemble: Operator = (node, [from]) => {
  const matrix = matrixOf(from)
  const number = (name: string, otherwise: number): number => node.attributes.get(name)?.int ?? otherwise
  const aggregate = number('aggregate_function', SUM)
  if (matrix === null || matrix.textual || number('post_transform', 0) !== 0 || (aggregate !== SUM && aggregate !== AVERAGE)) return null
  const targets = wholeAttribute(node, 'n_targets', LIMITS.outputs)
  const nodes = readNodes(node, targets, matrix.float32)
  if (nodes === null) return null
  const roots = node.attributes.get('tree_roots')?.ints ?? new Float64Array(0)
  const divisor = aggregate === SUM ? 1 : Math.max(roots.length, 1)
  const leaves = Array.from({ length: targets }, (_, output) => ({
    output,
    value: (at: number): number => (nodes.leafOutput[at] === output ? nodes.leafWeight[at]! / divisor : 0)
  }))
  const trees = Array.from(roots, (root, i) =>
    buildTrees({ ...nodes.shape, at: `${node.at}, tree ${i}`, root }, leaves, matrix.columns.length)
  ).flat()
  return {
    kind: 'scores',
    from: matrix,
    predictor: ensembleOf(trees, nodes.sets, matrix.float32, new Float64Array(targets)),
    link: { kind: 'identity' },
    outputs: targets === 1 ? ['margin'] : Array.from({ length: targets }, (_, k) => String(k)),
    classes: null
  }
}

type Nodes = { shape: RawShape; leafOutput: Float64Array; leafWeight: Float64Array; sets: readonly CategorySet[] }

type Lists = Record<'feature' | 'modes' | 'splits' | 'ifTrue' | 'ifFalse' | 'trueLeafs' | 'falseLeafs' | 'tracks', Float64Array>

function listsOf(node: GraphNode): Lists {
  const ints = (name: string): Float64Array => node.attributes.get(name)?.ints ?? new Float64Array(0)
  const tensor = (name: string): Float64Array => node.attributes.get(name)?.tensor?.numbers ?? new Float64Array(0)
  const feature = ints('nodes_featureids')
  const tracks = ints('nodes_missing_value_tracks_true')
  const lists = {
    feature,
    modes: tensor('nodes_modes'),
    splits: tensor('nodes_splits'),
    ifTrue: ints('nodes_truenodeids'),
    ifFalse: ints('nodes_falsenodeids'),
    trueLeafs: ints('nodes_trueleafs'),
    falseLeafs: ints('nodes_falseleafs'),
    tracks: tracks.length === 0 ? feature.map(() => 0) : tracks
  }
  for (const [name, list] of Object.entries(lists))
    if (list.length !== feature.length) damaged(node.at, `has ${list.length} entries in ${name} where ${feature.length} are needed`)
  return lists
}

/** Inner nodes first, then the leaves. Null where a node compares for equality. */
function readNodes(node: GraphNode, targets: number, float32: boolean): Nodes | null {
  const { feature, modes, splits, ifTrue, ifFalse, trueLeafs, falseLeafs, tracks } = listsOf(node)
  const weights = node.attributes.get('leaf_weights')?.tensor?.numbers ?? new Float64Array(0)
  const outputs = node.attributes.get('leaf_targetids')?.ints ?? new Float64Array(0)
  const inner = feature.length
  const size = inner + weights.length
  if (outputs.length !== weights.length) damaged(node.at, `has ${outputs.length} leaf targets for ${weights.length} leaves`)
  if (size * targets > LIMITS.nodes) damaged(node.at, `has more than ${LIMITS.nodes} nodes over all outputs`)
  checkOutputs(
    node,
    Array.from(outputs, (output) => ({ output })),
    targets
  )
  const members = membersOf(node)
  const list = emptySets()
  const [left, right] = [new Float64Array(size).fill(-1), new Float64Array(size).fill(-1)]
  const [threshold, defaultLeft, set] = [new Float64Array(size), new Uint8Array(size), new Int32Array(size).fill(-1)]
  for (let i = 0; i < inner; i++) {
    const mode = modeOf(node, modes[i]!)
    if (mode === null) return null
    if (mode === 'BRANCH_MEMBER')
      set[i] = addMembers(list, members.next().value ?? damaged(node.at, 'has fewer sets than it asks for'), true, node.at)
    const test = asInclusive(mode, splits[i]!, float32) ?? { threshold: 0, trueIsLeft: true }
    const yes = ifTrue[i]! + inner * trueLeafs[i]!
    const no = ifFalse[i]! + inner * falseLeafs[i]!
    left[i] = test.trueIsLeft ? yes : no
    right[i] = test.trueIsLeft ? no : yes
    threshold[i] = test.threshold
    defaultLeft[i] = Number((tracks[i] === 1) === test.trueIsLeft)
  }
  const padded = (values: Float64Array): Float64Array => {
    const all = new Float64Array(size)
    all.set(values, inner)
    return all
  }
  const features = Float64Array.from({ length: size }, (_, i) => feature[i] ?? -1)
  const shape: RawShape = {
    at: node.at,
    root: 0,
    left,
    right,
    feature: features,
    threshold,
    defaultLeft,
    set,
    cover: null,
    seen: new Uint8Array(size)
  }
  return { shape, leafOutput: padded(outputs), leafWeight: padded(weights), sets: list.sets }
}

/** Null for equality. */
function modeOf(node: GraphNode, number: number): Mode | null {
  const mode = MODES[number] ?? damaged(node.at, `has the mode ${number}`)
  return mode === 'BRANCH_EQ' || mode === 'BRANCH_NEQ' ? null : mode
}

/** `membership_values`: sets one after another, each ended by a NaN. */
function* membersOf(node: GraphNode): Generator<number[], undefined> {
  let members: number[] = []
  for (const value of node.attributes.get('membership_values')?.tensor?.numbers ?? []) {
    if (value === value) {
      members.push(value)
      continue
    }
    yield members
    members = []
  }
  return undefined
}
